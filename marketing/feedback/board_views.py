"""The feedback board: what people say, without who they are; and which reviews are shown."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordering.fulfilment.shell import FEEDBACK, SUPPORT, around, staff_of
from ordering.reviews.models import Review
from ordering.reviews.selectors import reviews_in, waiting_without_words
from ordering.reviews.services import hide_review, show_review
from site_core.users.permissions import role_required

from .board_selectors import opinions, ratings_with_words

MODERATE = "reviews.moderate_review"
PER_PAGE = 20


@never_cache
@require_safe
@role_required(FEEDBACK)
def feedback(request: HttpRequest) -> HttpResponse:
    """What people wrote on the feedback page and said of their meals, newest first."""
    context = {
        **around(request, "feedback"),
        "part": "feedback",
        "opinions": Paginator(opinions(), PER_PAGE).get_page(request.GET.get("page")),
        "ratings": ratings_with_words()[:PER_PAGE],
        "works_desk": staff_of(request).has_perm(SUPPORT),
    }
    return render(request, "feedback/board.html", context)


@never_cache
@require_safe
@role_required(MODERATE)
def feedback_reviews(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    if state not in Review.State.values:
        state = Review.State.WAITING
    context = {
        **around(request, "feedback"),
        "part": "reviews",
        "state": state,
        "states": Review.State.choices,
        "page": Paginator(reviews_in(state), PER_PAGE).get_page(request.GET.get("page")),
        "without_words": waiting_without_words().count(),
    }
    return render(request, "feedback/reviews.html", context)


@require_POST
@role_required(MODERATE)
def review_decide(request: HttpRequest, code: str) -> HttpResponse:
    """Show or hide one review."""
    review = get_object_or_404(Review, code=code)
    came_from = review.state
    decide = {"show": show_review, "hide": hide_review}.get(request.POST.get("to", ""))
    if decide is None:
        messages.error(request, _("That tap did not come through whole. Please tap again."))
    else:
        decide(review=review, actor=staff_of(request), now=timezone.now())
        messages.success(
            request,
            _("Everybody can read it now.")
            if review.state == Review.State.SHOWN
            else _("It is not shown."),
        )
    return redirect(f"{_reviews_url()}?state={came_from}")


@require_POST
@role_required(MODERATE)
def reviews_count(request: HttpRequest) -> HttpResponse:
    """Count the reviews that are stars alone: there is nothing to read in them."""
    now, actor = timezone.now(), staff_of(request)
    counted = sum(
        show_review(review=review, actor=actor, now=now) for review in waiting_without_words()[:500]
    )
    messages.success(
        request,
        ngettext("%(count)d rating counts now.", "%(count)d ratings count now.", counted)
        % {"count": counted},
    )
    return redirect(_reviews_url())


def _reviews_url() -> str:
    return reverse("feedback_reviews")
