"""How the site is used, as counts per hour. Knows no person, keeps no cookie and no amount."""
