"""How guests reach the house. Knows no page, no order and no account."""
