"""That money cannot go wrong: what must always hold, whatever happens in whatever order."""
