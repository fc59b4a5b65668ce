"""Home and the pages around the menu. May show dishes; the top of the house."""
