"""What was paid for an order, by which method, with every step kept."""
