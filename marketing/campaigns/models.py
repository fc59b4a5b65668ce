"""Who wants letters, what was agreed to, the letters, and who gets which. Only addresses and words.

Health data is out of reach here on purpose: nothing points at an eater or at anybody's needs.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from site_core.base.codes import link_code, short_code
from site_core.base.models import BusinessRecord
from site_core.users.models import LANGUAGES

from .blocks import LetterBlocks, known_names
from .previews import PreviewableLetter
from .segments import segment_choices, taste_choices


class Subscriber(BusinessRecord):
    """An address that asked for letters. Only a confirmed one is ever written to."""

    class State(models.TextChoices):
        PENDING = "pending", _("Not confirmed yet")
        CONFIRMED = "confirmed", _("Gets letters")
        WITHDRAWN = "withdrawn", _("Wants none")
        BOUNCED = "bounced", _("Address does not work")

    # In lower case: one address is one row however it is typed.
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    # Stands, signed, in the links of letters.
    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [
            models.CheckConstraint(
                name="subscriber_email_lower", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="subscriber_confirmed_at_some_time",
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "language"], name="subscriber_reach")]

    def __str__(self) -> str:
        return self.email


class ConsentEvent(BusinessRecord):
    """Who agreed to what, when and how, or took it back. Rows are added, never changed."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked for letters")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Wants none any more")
        BOUNCED = "bounced", _("Address did not work")

    class Source(models.TextChoices):
        PAGE = "page", _("Sign-up page")
        ACCOUNT = "account", _("Account page")
        LETTER = "letter", _("Link in a letter")
        ONE_CLICK = "one_click", _("Unsubscribe button of the mail program")
        MAIL_SERVER = "mail_server", _("Mail server")

    # Kept while the address is: what was agreed to goes when the person is forgotten.
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    source = models.CharField(_("how"), max_length=12, choices=Source)
    # The sentence that was agreed to, as it was read.
    wording = models.TextField(_("words"), blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["subscriber", "at"], name="consent_history")]


class Campaign(PreviewableLetter, models.Model):
    """One letter to many. French and Kinyarwanda readers get English where no words were written."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        SENDING = "sending", _("Being sent")
        PAUSED = "paused", _("Paused")
        SENT = "sent", _("Sent")
        CANCELLED = "cancelled", _("Cancelled")

    name = models.CharField(
        _("name"), max_length=80, help_text=_("Only staff read it, and it marks the links.")
    )
    subject = models.CharField(_("subject"), max_length=120, validators=[known_names])
    subject_fr = models.CharField(
        _("subject"), max_length=120, blank=True, validators=[known_names]
    )
    subject_rw = models.CharField(
        _("subject"), max_length=120, blank=True, validators=[known_names]
    )
    teaser = models.CharField(
        _("first line in the inbox"), max_length=140, blank=True, validators=[known_names]
    )
    teaser_fr = models.CharField(
        _("first line in the inbox"), max_length=140, blank=True, validators=[known_names]
    )
    teaser_rw = models.CharField(
        _("first line in the inbox"), max_length=140, blank=True, validators=[known_names]
    )
    body = StreamField(LetterBlocks(), verbose_name=_("letter"))
    body_fr = StreamField(LetterBlocks(required=False), verbose_name=_("letter"), blank=True)
    body_rw = StreamField(LetterBlocks(required=False), verbose_name=_("letter"), blank=True)

    segment = models.CharField(
        _("who gets it"), max_length=30, choices=segment_choices, default="everyone"
    )
    segment_days = models.PositiveSmallIntegerField(
        _("days without an order"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    segment_tag = models.CharField(_("taste"), max_length=30, choices=taste_choices, blank=True)
    only_language = models.CharField(
        _("only readers of"), max_length=5, choices=LANGUAGES, blank=True
    )
    per_minute = models.PositiveSmallIntegerField(
        _("letters a minute"),
        default=300,
        validators=[MinValueValidator(1), MaxValueValidator(6_000)],
        help_text=_("Many mail servers refuse more than a few hundred."),
    )

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    send_at = models.DateTimeField(_("leaves at"), null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    # How far the list of recipients is written, by key of subscriber, and when it was complete.
    listed_to = models.BigIntegerField(default=0, editable=False)
    listed_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                name="campaign_scheduled_for_a_time",
                condition=~Q(state="scheduled") | Q(send_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "send_at"], name="campaign_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> str:
        """Under which the outbox holds its letters."""
        return f"campaign:{self.pk}"

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def languages(self) -> list[str]:
        """The languages in which words were written."""
        return [code for code, _name in LANGUAGES if self.words_in(code)[0]]

    def words_in(self, language: str) -> tuple[str, str, object]:
        """Subject, first line and body in one language, empty where nothing was written."""
        suffix = "" if language == "en" else f"_{language}"
        return (
            getattr(self, f"subject{suffix}"),
            getattr(self, f"teaser{suffix}"),
            getattr(self, f"body{suffix}"),
        )


class Recipient(BusinessRecord):
    """One subscriber of one campaign, written down when it starts: nobody is listed twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        QUEUED = "queued", _("In the outbox")
        # Consent was taken back, or the address stopped working, before the letter's turn came.
        SKIPPED = "skipped", _("Left out")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="recipients")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="letters")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "subscriber"], name="one_letter_per_campaign_and_person"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "state"], name="recipient_progress")]


class CampaignLink(BusinessRecord):
    """Where a link of a letter leads, and how often it was followed; never by whom."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    code = models.CharField(max_length=20, unique=True, default=short_code, editable=False)
    target = models.CharField(max_length=500)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "target"], name="one_link_per_target"),
        ]
