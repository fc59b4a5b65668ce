"""Commerce: everything between "I am hungry" and "thank you". It knows no page."""
