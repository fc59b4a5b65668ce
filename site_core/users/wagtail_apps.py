"""Wagtail's own app of users, told to use our screen for them."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleInWagtail(WagtailUsersAppConfig):
    user_viewset = "site_core.users.admin_viewsets.PersonViewSet"
