"""Orders that change, and orders that the house writes down for somebody: drafts and what became of them."""
