"""Points in the admin: accounts, adjustments, rewards, rules in versions, what is owed, signals."""
