"""The dishes, by meal. Importing a module enters its dishes in the cookbook."""
