"""Does what the books say agree with what was counted: statements, cash handed in, days compared."""
