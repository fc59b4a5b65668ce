"""A person's own data: what is kept, a copy to take along, and the end of an account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from .models import User
from .privacy import CannotErase, Subject, erase, export, objections, overview, subject_of


def _subject(request: HttpRequest) -> Subject:
    """Whoever is logged in; `login_required` has already asked."""
    assert isinstance(request.user, User)
    return subject_of(request.user)


@never_cache
@login_required
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept, in plain words."""
    sections = [section for section in overview(_subject(request)) if section.count]
    return render(request, "users/data.html", {"sections": sections})


@never_cache
@login_required
@reauthentication_required
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Everything in one file. The password is asked for again: the file holds health data."""
    packed = export(_subject(request))
    name = f"dusangire-{slugify(_('Your data'))}-{timezone.localdate().isoformat()}.zip"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(packed, content_type="application/zip", headers=disposition)


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, then deletes on one more tick."""
    subject = _subject(request)
    problem = ""
    if request.method == "POST" and "agreed" in request.POST:
        try:
            erase(subject=subject, now=timezone.now())
        except CannotErase:
            # What is open is listed on the page anyhow.
            pass
        else:
            logout(request)
            return redirect("account_gone")
    elif request.method == "POST":
        problem = _("Please tick the box first.")
    context = {
        "objections": objections(subject),
        "sections": [section for section in overview(subject) if section.count],
        "problem": problem,
    }
    is_refused = request.method == "POST"
    return render(request, "users/delete_account.html", context, status=422 if is_refused else 200)


@never_cache
@require_GET
def account_gone(request: HttpRequest) -> HttpResponse:
    return render(request, "users/account_gone.html")
