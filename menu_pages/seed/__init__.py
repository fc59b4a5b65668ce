"""The menu that a new site starts with: sample dishes, to be confirmed by the dietitian."""
