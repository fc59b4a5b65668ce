"""Settings by place: base, then local (`make run`), dev, test or production on top of it.

The environment is read here and nowhere else; .env.example documents every variable.
"""
