"""People: somebody who can do everything, nobody from the demo, and a second factor for staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group

from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group
from site_core.users.middleware import FACTORS
from site_core.users.models import User
from site_core.users.roles import ROLES
from site_core.users.services import DEMO_DOMAIN


@group("people", "People", order=50)
def look_at_people(now: datetime) -> Iterable[Finding]:
    active = User.objects.filter(is_active=True)
    if active.filter(is_superuser=True).exists():
        yield well("administrator")
    else:
        advice = "Nobody may do everything: run `python manage.py create_staff --superuser`."
        yield error("administrator", advice)
    demo = active.filter(email__endswith=f"@{DEMO_DOMAIN}").count()
    if demo:
        advice = f"{demo} are open: delete or close those of @{DEMO_DOMAIN}, they share a password."
        yield error("demo accounts", advice)
    else:
        yield well("demo accounts")
    yield from _roles()
    yield from _second_factor()


def _roles() -> Iterable[Finding]:
    known = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
    if missing := [role for role in ROLES if role not in known]:
        yield error("roles", f"Missing: {', '.join(missing)}. Run `python manage.py seed_all`.")
    else:
        yield well("roles")
    staff = User.objects.filter(is_active=True, is_staff=True, is_superuser=False)
    if idle := staff.filter(groups=None).count():
        advice = f"{idle} of the staff have none and can do nothing: give each one, or close it."
        yield warning("roles of staff", advice)
    else:
        yield well("roles of staff")


def _second_factor() -> Iterable[Finding]:
    if not settings.STAFF_SECOND_FACTOR_REQUIRED:
        advice = "Staff get in with a password alone: set STAFF_SECOND_FACTOR_REQUIRED=true."
        yield error("second factor", advice)
    else:
        yield well("second factor")
    with_factor = Authenticator.objects.filter(type__in=FACTORS).values("user")
    without = User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=with_factor).count()
    if without:
        advice = f"{without} of the staff have none yet; each is asked at the next log-in."
        yield warning("second factor set up", advice)
    else:
        yield well("second factor set up")
