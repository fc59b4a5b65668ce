"""One pure function from lines, fee and discounts to a Quote. Specified in docs/pricing.md."""
