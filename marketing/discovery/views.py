"""Finding things: the search, what machines ask for, and a way on where there is nothing."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from wagtail.models import Page

from marketing.usage.privacy import is_opted_out
from marketing.usage.services import record_search
from menu_pages.links import Links
from site_core.base.page_cache import share
from site_core.base.seo import card_mark
from site_core.house.selectors import brand_of

from .cards import draw_card
from .forms import SearchForm
from .search import popular_links, search_site, suggestions
from .sitemap import entries

YEAR = 60 * 60 * 24 * 365
CARD_SECONDS = 60 * 60 * 24


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for `q`, without it the field alone."""
    form = SearchForm(request.GET)
    now = timezone.now()
    context: dict[str, object] = {"form": form}
    if form.query:
        found = search_site(form.query, links=Links(request), now=now)
        context["found"] = found
        if not is_opted_out(request):
            # A corrected word is one that editors may want to write somewhere.
            record_search(term=form.query, found=0 if found.instead else found.count, now=now)
    return render(request, "discovery/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few names for what is typed so far: a fragment for htmx."""
    form = SearchForm(request.GET)
    context = {"suggestions": suggestions(form.query, links=Links(request))}
    return render(request, "discovery/_suggestions.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not there: a search, and dishes that many like."""
    wants_page = "text/html" in request.headers.get("Accept", "")
    context = {"dishes": popular_links(Links(request), now=timezone.now()) if wants_page else ()}
    return render(request, "404.html", context, status=404)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"entries": entries(request)}
    response = render(
        request, "discovery/sitemap.xml", context, content_type="application/xml; charset=utf-8"
    )
    return share(response)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Only the real site invites search engines: a copy of it would compete with it."""
    context = {
        "is_open": settings.SEARCH_ENGINES_WELCOME,
        "sitemap": request.build_absolute_uri("/sitemap.xml"),
    }
    return render(
        request, "discovery/robots.txt", context, content_type="text/plain; charset=utf-8"
    )


@require_safe
def share_card(request: HttpRequest, page_id: int, mark: str) -> HttpResponse:
    """The card of a live page; only under its present name, so nobody can order pictures of words."""
    title = Page.objects.live().public().filter(pk=page_id).values_list("title", flat=True).first()
    if title is None or not constant_time_compare(mark, card_mark(title)):
        raise Http404
    house = brand_of(request).name
    key = f"share-card-{card_mark(house)}-{mark}"
    picture = cache.get(key)
    if picture is None:
        picture = draw_card(title, house=house)
        cache.set(key, picture, CARD_SECONDS)
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
