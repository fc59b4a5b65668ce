"""Pages of our own beside allauth's: accepting an invitation, one's name and language."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from . import invitations
from .errors import InvitationError, WrongAccount
from .forms import AcceptInvitationForm, ProfileForm
from .models import Invitation, User
from .places import EDITOR, place_of
from .roles import ROLES


@never_cache
@sensitive_post_parameters("password1")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Accept an invitation: a new account here, an existing one after its own log-in."""
    now = timezone.now()
    try:
        letter = invitations.open_invitation(token=token, now=now)
        if request.user.is_authenticated:
            return _accept_with_account(request, letter)
        if invitations.has_account(letter):
            return _page(request, letter, must_log_in=True)
        form = AcceptInvitationForm(
            request.POST or None, email=letter.email, initial={"name": letter.name}
        )
        if not form.is_valid():
            return _page(request, letter, form=form)
        user = invitations.accept_as_new_person(
            invitation=letter,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
            now=now,
        )
    except InvitationError as error:
        return render(request, "users/invitation_closed.html", {"error": error}, status=410)
    return perform_login(request, Login(user=user, email=user.email))


def _accept_with_account(request: HttpRequest, letter: Invitation) -> HttpResponseBase:
    user = request.user
    assert isinstance(user, User)
    if request.method != "POST":
        return _page(request, letter, is_other=user.email != letter.email)
    try:
        invitations.accept_with_account(invitation=letter, user=user, now=timezone.now())
    except WrongAccount as error:
        return _page(request, letter, is_other=True, error=error)
    messages.success(request, _("Welcome to the team."))
    # A fresh copy: this one remembers the permissions it had as a customer.
    return redirect(place_of(User.objects.get(pk=user.pk)))


def _page(request: HttpRequest, letter: Invitation, **context: object) -> HttpResponse:
    names = letter.roles.order_by("name").values_list("name", flat=True)
    context["invitation"] = letter
    context["role_labels"] = [ROLES[name].label for name in names if name in ROLES]
    context["path"] = request.path
    return render(request, "users/invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's log-in address: whoever comes here logs in like everybody else."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = EDITOR
    return redirect_to_login(target)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change one's name and language."""
    assert isinstance(request.user, User)
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("profile")
    return render(request, "users/profile.html", {"form": form})
