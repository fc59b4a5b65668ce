"""Banners that marketing shows: where, when and to whom. Knows no price and sends nothing."""
