"""Message templates that staff edit, and the outbox of what was said to whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from site_core.base.models import BusinessRecord


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class MessageTemplate(models.Model):
    """The words of one message in one language on one channel, with {names} for what varies."""

    key = models.CharField(_("message"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[("en", "English"), ("fr", "Français"), ("rw", "Ikinyarwanda")],
    )
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    body = models.TextField(_("text"))
    is_active = models.BooleanField(_("is sent"), default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "channel", "language"], name="one_template_per_message"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} · {self.get_channel_display()} · {self.language}"


class OutboxMessage(BusinessRecord):
    """A message that is to be sent, or was. `unique_key` makes saying it twice impossible."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Given up")

    unique_key = models.CharField(max_length=120, unique=True)
    key = models.CharField(_("message"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    language = models.CharField(max_length=5)
    recipient = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.key} → {self.channel}"
