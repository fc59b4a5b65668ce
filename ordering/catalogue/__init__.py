"""What is sold: items, prices, options, portions, and the facts a kitchen knows about a dish."""
