"""What every public page has beyond its content: a head that search engines can use, and one copy for all."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page

from . import content_checks
from .live_first import LiveFirstMixin
from .page_cache import share
from .previews import language_of, preview_as, preview_modes
from .share_shape import SHARE_SPEC

# Search engines cut what is longer; the editor's checks use the same figures.
TITLE_LENGTH = 60
DESCRIPTION_LENGTH = 160


class Step(Protocol):
    """A step of the way to a page, from the home page down."""

    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """What a search engine or a chat shows of a page. Addresses are absolute."""

    title: str
    description: str
    canonical: str
    image: str
    kind: str
    structured: tuple[dict[str, Any], ...]


def head_of(
    page: SitePage,
    request: HttpRequest,
    *,
    image: str = "",
    crumbs: Iterable[Step] = (),
    structured: Iterable[dict[str, Any]] = (),
) -> Head:
    """The head of a page. `image` is the page's own picture; one set for sharing wins over it.

    Without any picture a card with the page's name is drawn when somebody asks for it.
    """
    way: list[Step] = list(crumbs)
    found = page.shared_image_url() or image or page.card_url()
    trail = [*way, _Here(page.title, request.path)] if way else []
    return Head(
        title=page.seo_title or page.title,
        description=page.shown_description,
        canonical=request.build_absolute_uri(request.path),
        image=request.build_absolute_uri(found) if found else "",
        kind=page.og_type,
        structured=(*structured, *([breadcrumbs_data(trail, request)] if trail else [])),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    name: str
    url: str


def breadcrumbs_data(steps: Iterable[Step], request: HttpRequest) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.name,
                "item": request.build_absolute_uri(step.url),
            }
            for position, step in enumerate(steps, start=1)
        ],
    }


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
    """A page of which one copy serves everybody; it must not render anything personal.

    A page with a form carries a token, so it says that it is not shared.
    """

    is_shared: ClassVar[bool] = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        if self.is_shared and not getattr(request, "is_preview", False):
            # Rendered here, while the page is at hand, so that the cache sees a finished body.
            if hasattr(response, "render"):
                response.render()
            share(response)
        return response


class SitePage(LiveFirstMixin, SharedPageMixin, SeoMixin, Page):  # type: ignore[django-manager-missing]
    """The base of all our pages. Its head is made by `head_of` from what stands here."""

    # Where the description comes from while staff wrote none: the first that holds words.
    description_fields: ClassVar[tuple[str, ...]] = ()
    og_type: ClassVar[str] = "website"

    promote_panels = SeoMixin.promote_panels

    class Meta:
        abstract = True

    @property
    def shown_description(self) -> str:
        """Plain words, at most as long as a search result shows."""
        candidates = (self.search_description, *(self._words(n) for n in self.description_fields))
        text = next((text for text in candidates if text), "")
        return textwrap.shorten(text, DESCRIPTION_LENGTH, placeholder="…")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        language = self.locale.language_code if self.locale_id else ""
        return [*super().preview_modes, *preview_modes(timezone.now(), language=language)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """In another language: that page as it was last saved, or English where there is none."""
        language = language_of(mode_name)
        if not language:
            preview_as(request, mode_name, now=timezone.now())
            return super().serve_preview(request, mode_name)
        locale = Locale.objects.filter(language_code=language).first()
        other = self.get_translation_or_none(locale) if locale and self.pk else None
        if other is not None:
            beside = {"in_preview_panel": getattr(request, "in_preview_panel", False)}
            return other.get_latest_revision_as_object().make_preview_request(
                request, "", extra_request_attrs=beside
            )
        request.is_read_in_english = True  # type: ignore[attr-defined]
        with override(language):
            return super().serve_preview(request, "").render()

    def findings(self) -> set[str]:
        """Codes of what an editor should look at again; see `content_checks`."""
        found = set()
        if len(self.seo_title or self.title) > TITLE_LENGTH:
            found.add(content_checks.TITLE_LONG)
        if len(self.search_description) > DESCRIPTION_LENGTH:
            found.add(content_checks.DESCRIPTION_LONG)
        return found

    def _words(self, field: str) -> str:
        return " ".join(strip_tags(str(getattr(self, field) or "").replace("><", "> <")).split())

    def shared_image_url(self) -> str:
        """The picture that staff set for sharing; "" without one. Two queries at most."""
        picture = self.share_picture if self.share_picture_id else None
        return picture.get_rendition(SHARE_SPEC).url if picture is not None else ""

    def card_url(self) -> str:
        """The drawn card with this page's name; the mark changes with the name. "" for a draft."""
        if not self.pk:
            return ""
        return reverse("share_card", args=[self.pk, card_mark(self.title)])


def card_mark(title: str) -> str:
    """So that a card may be kept for ever: another name is another address."""
    return hashlib.sha256(title.encode()).hexdigest()[:12]
