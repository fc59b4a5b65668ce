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


class SharedLetter(BusinessRecord):
    """The HTML of a letter that goes to many, kept once. {names} in it are filled at sending."""

    digest = models.CharField(max_length=64, unique=True)
    html = models.TextField()
    created_at = models.DateTimeField()


class OutboxMessage(BusinessRecord):
    """A message that is to be sent, or was. `unique_key` makes saying it twice impossible.

    One with a `group` goes to many people: it waits for all others and is sent at most once.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Given up")
        BOUNCED = "bounced", _("Came back")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    unique_key = models.CharField(max_length=120, unique=True)
    key = models.CharField(_("message"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    language = models.CharField(max_length=5)
    recipient = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    body = models.TextField(_("text"))
    # Of an e-mail, beyond the usual ones: where an answer goes, how to unsubscribe.
    headers = models.JSONField(default=dict, blank=True)
    group = models.CharField(max_length=40, blank=True, editable=False)
    # Messages were sent with it, so it stays as long as they do.
    shared = models.ForeignKey(
        SharedLetter, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    values = models.JSONField(default=dict, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="outbox_due"),
            models.Index(
                fields=["group", "state"], name="outbox_group", condition=~models.Q(group="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.channel}"
