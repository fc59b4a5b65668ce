"""What the guides say is true: each command in them is run, or held against the files it names."""
