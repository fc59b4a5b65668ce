"""Backups that are proven by restoring them: making, verifying, restoring, and how many are kept."""
