def menu_context(page, form): return {}
def section_context(page, form): return {}
def dish_context(page): return {}
