"""Letters to people who asked for them: who wants them, what they say, and sending them once."""
