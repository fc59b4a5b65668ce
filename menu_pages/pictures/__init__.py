"""Pictures of the dishes, drawn by code: plates seen from above under a warm lamp.

``draw(code)`` gives a JPEG, ``blurred_colour(code)`` a placeholder colour, ``CODES`` the dishes
that have a recipe. The package knows neither Django nor the menu; it needs Pillow only.
"""

from .recipes import CODES
from .render import blurred_colour, draw

__all__ = ["CODES", "blurred_colour", "draw"]
