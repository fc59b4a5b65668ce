"""Log-in with an account elsewhere (Google), where the environment switches it on."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from .models import User


class SocialAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Our person has one name, not two, and no user name."""
        user: User = sociallogin.user
        first_and_last = f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = (data.get("name") or first_and_last).strip()[:120]
        user.email = (data.get("email") or "").strip().lower() or None
        return user
