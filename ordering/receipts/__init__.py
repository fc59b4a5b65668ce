"""Receipts and credit notes: numbered without gaps, kept as they were, the same at every reprint."""
