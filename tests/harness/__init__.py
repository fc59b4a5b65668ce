"""What the tests stand on: databases, a served site, a browser, and the order of a full run."""
