"""What staff see of commerce in the Wagtail admin: configuration over services, no rules."""
