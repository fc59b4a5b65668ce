"""Abstract models shared by all apps. No table of its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BusinessRecord(models.Model):
    """A row that work writes by the thousand: no page embeds it, so Wagtail keeps no references."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class NamedInThreeLanguages(models.Model):
    """A name that staff write in English and, if they can, in French and Kinyarwanda."""

    name = models.CharField(_("name"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    name_rw = models.CharField(_("name in Kinyarwanda"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.localized_name

    def name_in(self, language: str | None) -> str:
        """The name in `language`, or the English one where no translation was written."""
        return getattr(self, f"name_{language}", "") or self.name

    @property
    def localized_name(self) -> str:
        """The name in the language of the current request."""
        return self.name_in(get_language())
