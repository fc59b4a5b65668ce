"""Customers who invite friends: a link for each account, and who came by it. Owns no money."""
