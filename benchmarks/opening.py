"""Runs inside the site (`manage.py shell`): opens the house for the load, and looks at it afterwards."""

from __future__ import annotations

import datetime as dt
import json

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Bed, OpeningHours, Slot
from site_core.users.models import User
from site_core.users.roles import ROLES

ITEMS = ("mashed-potatoes", "rice-beans-dodo")
STAFF = {"cook": ("kitchen", 2), "courier": ("delivery", 2), "manager": ("manager", 1)}
MEMBERS = 12


def open_house() -> None:
    """Plenty of room at any hour, and people who are logged in. Prints what the load has to know."""
    Slot.objects.update(capacity=1_000_000)
    MenuItem.objects.update(daily_portions=None)
    with transaction.atomic():
        OpeningHours.objects.all().delete()
        OpeningHours.objects.bulk_create(
            OpeningHours(weekday=day, opens_at=dt.time(0), closes_at=dt.time(0)) for day in range(7)
        )
        sessions = {
            word: [_log_in(f"{word}{number}", role) for number in range(count)]
            for word, (role, count) in STAFF.items()
        }
        sessions["member"] = [_log_in(f"member{number}") for number in range(MEMBERS)]
    items = dict(MenuItem.objects.filter(code__in=ITEMS).values_list("code", "pk"))
    beds = list(Bed.objects.order_by("pk").values_list("code", flat=True)[:40])
    print(json.dumps({"items": items, "beds": beds, "sessions": sessions}))


def _log_in(word: str, role: str = "") -> str:
    """An account with its second step where staff need one, and the key of its session."""
    user = User.objects.create_user(f"{word}@load.example", name=word, is_staff=bool(role))
    if role:
        user.groups.set([Group.objects.get(name=ROLES[role].code)])
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
