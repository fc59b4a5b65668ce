"""May this person eat this? Eaters, and pure verdicts over the facts of a dish."""
