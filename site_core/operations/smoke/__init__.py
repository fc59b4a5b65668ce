"""Ten ways through a running site, walked from outside over HTTP. Knows addresses, and no table."""
