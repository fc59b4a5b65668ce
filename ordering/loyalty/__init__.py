"""Points and tiers: an append-only ledger of what loyal customers earned, and what it pays for."""
