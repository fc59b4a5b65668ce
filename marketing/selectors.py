def home_context(page): return {}
