"""The custom User: known by an e-mail address, a phone number, or both."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .phones import normalise_phone


class UserManager(BaseUserManager["User"]):
    def create_user(
        self,
        email: str | None = None,
        password: str | None = None,
        *,
        phone: str | None = None,
        **fields: Any,
    ) -> User:
        """A user with a normalised e-mail and phone; without a password nobody can log in."""
        user = self.model(
            email=email.strip().lower() if email else None,
            phone=normalise_phone(phone) if phone else None,
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone number"), max_length=16, unique=True, null=True, blank=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[("en", "English"), ("fr", "Français"), ("rw", "Ikinyarwanda")],
        default="en",
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="user_reachable_by_email_or_phone",
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or ""

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    @property
    def first_name(self) -> str:
        """Wagtail greets people by this."""
        return self.get_short_name()

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]
