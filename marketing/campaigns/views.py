"""Signing up for letters, saying yes, changing one's mind. Nothing needs a log-in, nothing changes by looking."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from ordering.carts.visitors import mark_visitor
from site_core.base.human import may_send
from site_core.users.models import LANGUAGES, User

from . import consent, links, tokens
from .forms import LanguageForm, SignUpForm
from .models import CampaignLink, ConsentEvent, Subscriber

Source = ConsentEvent.Source
# A whole hospital sits behind one address.
SIGN_UPS, SIGN_UPS_SECONDS = 60, 60 * 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask for letters. The answer is the same for every address."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_send(request, action="letters", limit=SIGN_UPS, seconds=SIGN_UPS_SECONDS):
            return render(request, "429.html", status=429)
        consent.ask(
            email=form.cleaned_data["email"],
            language=get_language() or "en",
            source=Source.PAGE,
            now=timezone.now(),
        )
        return redirect("letters_thanks")
    context = {"form": form, "wording": consent.wording()}
    return render(request, "campaigns/sign_up.html", context, status=422 if form.errors else 200)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/thanks.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the first letter. A page with a button: programs that read mail follow links."""
    try:
        subscriber = tokens.subscriber_to_confirm(token)
    except tokens.BadToken:
        return _gone(request)
    if request.method != "POST":
        context = {"subscriber": subscriber, "wording": consent.wording()}
        return _page(request, "confirm", context)
    consent.confirm(subscriber=subscriber, source=Source.LETTER, now=timezone.now())
    messages.success(request, _("Thank you. Our next letter comes to you."))
    return HttpResponseRedirect(tokens.preferences_url(subscriber))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Language, stopping, and starting again."""
    try:
        subscriber = tokens.subscriber_of_letter(token)
    except tokens.BadToken:
        return _gone(request)
    if request.method == "POST":
        return _change(request, subscriber, token)
    return _page(request, "preferences", {"subscriber": subscriber, "choices": LANGUAGES})


def _change(request: HttpRequest, subscriber: Subscriber, token: str) -> HttpResponse:
    now = timezone.now()
    form = LanguageForm(request.POST)
    if "stop" in request.POST:
        consent.withdraw(subscriber=subscriber, source=Source.LETTER, now=now)
        messages.success(request, _("You get no more letters from us."))
    elif "start" in request.POST:
        consent.confirm(subscriber=subscriber, source=Source.LETTER, now=now)
        messages.success(request, _("Welcome back. Our next letter comes to you."))
    elif form.is_valid():
        consent.change_language(subscriber=subscriber, language=form.cleaned_data["language"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Please choose one of the languages."))
    return redirect("letters_preferences", token)


# The mail program posts for its reader (RFC 8058): it has the link and no cookie of ours.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail program, or one button on this page."""
    try:
        subscriber = tokens.subscriber_of_letter(token)
    except tokens.BadToken:
        return _gone(request)
    if request.method == "POST":
        is_program = request.POST.get("List-Unsubscribe") == "One-Click"
        source = Source.ONE_CLICK if is_program else Source.LETTER
        consent.withdraw(subscriber=subscriber, source=source, now=timezone.now())
    context = {
        "subscriber": subscriber,
        "is_stopped": subscriber.state == Subscriber.State.WITHDRAWN,
        "preferences": tokens.preferences_url(subscriber),
    }
    return _page(request, "stop", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The tick on the account page."""
    user = request.user
    assert isinstance(user, User)
    is_proved = _is_proved(user)
    # Whoever typed somebody else's address into an account learns and changes nothing by it.
    subscriber = Subscriber.objects.filter(email=user.email).first() if is_proved else None
    if request.method == "POST" and user.email:
        now = timezone.now()
        if "letters" in request.POST:
            consent.subscribe_account(
                email=user.email, language=user.language, is_proved=is_proved, now=now
            )
            messages.success(request, _TICKED[is_proved])
        else:
            if subscriber is not None:
                consent.withdraw(subscriber=subscriber, source=Source.ACCOUNT, now=now)
            messages.success(request, _("You get no more letters from us."))
        return redirect("letters_mine")
    context = {
        "gets_letters": subscriber is not None and subscriber.state == Subscriber.State.CONFIRMED,
        "wording": consent.wording(),
    }
    return mark_visitor(request, _page(request, "mine", context))


_TICKED = {
    True: gettext_lazy("Thank you. Our next letter comes to you."),
    False: gettext_lazy("Please look into your mail: a letter asks you to say yes."),
}


def _is_proved(user: User) -> bool:
    return bool(user.email) and (
        EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()
    )


@never_cache
@require_GET
def go(request: HttpRequest, code: str) -> HttpResponse:
    """Follow a link of a letter: counted, not traced."""
    link = get_object_or_404(CampaignLink, code=code)
    return HttpResponseRedirect(links.follow(link))


def _gone(request: HttpRequest) -> HttpResponse:
    return _page(request, "gone", {}, status=410)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"campaigns/{name}.html", context, status=status)
