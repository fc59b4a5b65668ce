"""The menu as people read it: Wagtail pages over what `ordering.catalogue` sells."""
