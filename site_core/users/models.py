"""The custom User, known by an e-mail address, a phone number, or both; and the Invitation."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from site_core.base.codes import link_code

from .phones import normalise_phone

LANGUAGES = [("en", "English"), ("fr", "Français"), ("rw", "Ikinyarwanda")]


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


# The stubs cannot see relations that Wagtail declares without a name.
class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone number"), max_length=16, null=True, blank=True, db_index=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    # Of staff: whoever watches a board all day need not be written to as well.
    hears_of_work = models.BooleanField(default=True)
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
        permissions = [("close_staff", "Can close accounts of staff and reset their second step")]
        constraints = [
            models.CheckConstraint(
                name="user_reachable_by_email_or_phone",
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
            # Anybody can type a number; only one account can have proved it.
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(phone_verified_at__isnull=False),
                name="user_proved_phone_unique",
            ),
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


class Invitation(models.Model):
    """A letter that makes one staff account. Its link carries `code`, signed."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    roles = models.ManyToManyField(Group, verbose_name=_("roles"), related_name="+")
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    # The letter outlives whoever wrote it.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("account"),
    )
    created_at = models.DateTimeField(_("invited at"), editable=False)
    expires_at = models.DateTimeField(_("good until"), editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    class Meta:
        verbose_name = _("staff invitation")
        verbose_name_plural = _("staff invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            # Two managers inviting the same person at once: one letter.
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once_per_email",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    def is_open(self, now: dt.datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at
