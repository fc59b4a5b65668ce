"""What a visitor is about to order. Holds wishes, never prices that count."""
