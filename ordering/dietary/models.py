"""Who eats. Health data lives in this table alone: nothing else copies it, no log names it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, DietaryTag
from ordering.catalogue.validators import validate_option_contains, validate_tags
from site_core.base.codes import short_code
from site_core.base.models import BusinessRecord


class Eater(BusinessRecord):
    """A person who eats, with what must not be on the plate and what it has to be.

    An eater that an order refers to is never changed: new needs make a new row, so that the
    kitchen of yesterday can still be checked against what it knew.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="eaters",
    )
    code = models.CharField(max_length=20, unique=True, default=short_code, editable=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    avoids = models.JSONField(
        _("allergies"), default=list, blank=True, validators=[validate_option_contains]
    )
    needs = models.JSONField(_("diets"), default=list, blank=True, validators=[validate_tags])
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("eater")
        verbose_name_plural = _("eaters")

    def __str__(self) -> str:
        return self.name or str(_("Me"))

    @property
    def avoided(self) -> list[str]:
        """The allergies in words, in the language of the request."""
        return [str(Allergen(code).label).lower() for code in self.avoids]

    @property
    def needed(self) -> list[str]:
        """The diets in words, in the language of the request."""
        return [str(DietaryTag(code).label).lower() for code in self.needs]
