"""Money in the admin: refunds, papers, store credit, what was counted. Buttons call services."""
