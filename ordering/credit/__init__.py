"""What the house owes an account: an append-only ledger, with its sum kept beside it."""
