"""What every public page has beyond its content: a share picture, and being the same for all."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from .page_cache import share


class SeoMixin(models.Model):
    """Search description, title and a picture for those who share the page."""

    share_picture = models.ForeignKey(
        "images.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture when shared"),
        help_text=_(
            "Shown when somebody sends the page to a friend. Empty: the page's own picture."
        ),
    )

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_picture"),
            ],
            heading=_("Search engines and sharing"),
        ),
    ]

    class Meta:
        abstract = True


class SharedPageMixin:
    """A page of which one copy serves everybody; it must not render anything personal."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        if not getattr(request, "is_preview", False):
            # Rendered here, while the page is at hand, so that the cache sees a finished body.
            if hasattr(response, "render"):
                response.render()
            share(response)
        return response


class SitePage(SharedPageMixin, SeoMixin, Page):  # type: ignore[django-manager-missing]
    """The base of all our pages."""

    promote_panels = SeoMixin.promote_panels

    class Meta:
        abstract = True
