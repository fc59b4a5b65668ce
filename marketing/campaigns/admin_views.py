"""The letter on its own, and the buttons of a campaign. Definitions of the screens are in admin.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from ordering.backoffice.base import actor_of, needs
from site_core.base.errors import DomainError

from . import services
from .admin_forms import ScheduleForm
from .audience import audience, names_of
from .letters import filled, reader_values, render_letter
from .models import Campaign, Subscriber
from .previews import letter_page

MAY_SEND = "campaigns.change_campaign"
OVERVIEW = "wagtailsnippets_campaigns_campaign:inspect"
MOVES: dict[str, Callable[..., None]] = {
    "back": services.back_to_draft,
    "pause": services.pause,
    "resume": services.resume,
    "cancel": services.cancel,
}


def shown_time(campaign: Campaign) -> str:
    """When it leaves, or left."""
    at = campaign.started_at or campaign.send_at
    return date_format(timezone.localtime(at), "j M Y H:i") if at else ""


@require_GET
@needs(MAY_SEND)
def letter(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The letter as a reader sees it: with ?reader=, as one of those who would get it."""
    campaign = get_object_or_404(Campaign, pk=pk)
    if language not in campaign.languages:
        raise Http404
    person = _reader(campaign, request.GET.get("reader", ""))
    name = actor_of(request).get_short_name()
    if person is not None:
        name = names_of([person.email]).get(person.email, "")
    rendered = render_letter(campaign, person.language if person else language)
    values = reader_values(name, rendered.language, stop="#", preferences="#")
    return letter_page(filled(rendered, values).html)


def _reader(campaign: Campaign, key: str) -> Subscriber | None:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return audience(campaign, now=timezone.now()).filter(pk=int(key)).first()


@require_POST
@needs(MAY_SEND)
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """A button was pressed; the sentence that comes back says what happened."""
    campaign = get_object_or_404(Campaign, pk=pk)
    try:
        sentence = _do(request, campaign, move)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect(OVERVIEW, pk)


def _do(request: HttpRequest, campaign: Campaign, move: str) -> str:
    known: dict[str, Any] = {
        "campaign": campaign,
        "actor": actor_of(request),
        "now": timezone.now(),
    }
    if move == "test":
        count = services.send_test(**known)
        return ngettext(
            "%(count)d letter is on its way to you.",
            "%(count)d letters are on their way to you.",
            count,
        ) % {"count": count}
    if move == "now":
        services.schedule(at=None, **known)
        return _("The first letters leave in a few seconds.")
    if move == "schedule":
        form = ScheduleForm(request.POST)
        if not form.is_valid():
            raise services.CampaignMoved(" ".join(str(e) for e in form.errors["at"]))
        services.schedule(at=form.cleaned_data["at"], **known)
        return _("It leaves on %(time)s.") % {"time": shown_time(campaign)}
    if move not in MOVES:
        raise Http404
    MOVES[move](**known)
    return _("The campaign is now: %(state)s.") % {"state": campaign.get_state_display()}
