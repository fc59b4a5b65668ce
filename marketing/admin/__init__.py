"""The admin of what marketing owns."""
