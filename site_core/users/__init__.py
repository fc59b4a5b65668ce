"""Who works here and who eats here: one User, its roles, log-in and invitations."""
