"""Money on its way back: who decided it, which way it takes, and what waits for a person."""
