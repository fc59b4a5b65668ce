"""What was ordered, as it was, and how it moves from placed to handed over."""
