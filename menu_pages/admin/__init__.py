"""How the menu's pages appear in the Wagtail admin."""
