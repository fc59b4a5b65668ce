"""Offers and coupons: who gets what off, and how often. Knows no cart, no order and no payment."""
