"""The checks before a launch that need to know nothing of what the house sells: one file a group."""
