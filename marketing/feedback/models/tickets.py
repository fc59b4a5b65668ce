"""A ticket is one matter of one person; its entries are what was said about it, and by whom."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from ordering.orders.models import Order
from site_core.base.codes import link_code
from site_core.base.models import BusinessRecord
from site_core.images.uploads import photo_path, private_storage


class Category(models.TextChoices):
    QUESTION = "question", _("Question")
    COMPLAINT = "complaint", _("Complaint")
    PRAISE = "praise", _("Praise")
    IMPROVEMENT = "improvement", _("Idea to improve")
    FEATURE = "feature", _("Wish for something new")
    BUG = "bug", _("Something does not work")


class Priority(models.IntegerChoices):
    """Sorted by the figure: what is urgent comes first."""

    HIGH = 1, _("High")
    NORMAL = 2, _("Normal")
    LOW = 3, _("Low")


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("In hand")
    WAITING = "waiting", _("Waiting for the customer")
    SOLVED = "solved", _("Solved")


# Somebody of the house has to do something.
TO_DO = (Status.NEW, Status.OPEN)


class Source(models.TextChoices):
    """Where it began. Only feedback is shown to those who may not read conversations."""

    CONTACT = "contact", _("Contact form")
    ORDER = "order", _("Help with an order")
    RATING = "rating", _("Rating of an order")
    FEEDBACK = "feedback", _("Feedback page")
    DESK = "desk", _("Support desk")


class Ticket(BusinessRecord):
    # Opens the customer's page; a new one shuts the old link.
    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    # Stands in the address that answers by e-mail go to; letters travel further than links.
    reply_token = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    # One showing of a form makes one ticket, however often it is sent.
    form_nonce = models.CharField(max_length=40, unique=True, null=True, editable=False)
    link_ends_at = models.DateTimeField(_("link good until"))

    category = models.CharField(_("category"), max_length=12, choices=Category)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NORMAL
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    source = models.CharField(_("came by"), max_length=10, choices=Source)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in whose hands"),
    )
    # The matter outlives the order's row and the account.
    order = models.ForeignKey(
        Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="tickets"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    language = models.CharField(max_length=5, default="en")

    opened_at = models.DateTimeField(_("opened at"))
    moved_at = models.DateTimeField(_("last entry"))
    first_answered_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    solved_at = models.DateTimeField(_("solved at"), null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(_("reopened"), default=0)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        permissions = [
            ("work_ticket", "Can work the support desk"),
            ("read_feedback", "Can read feedback and ratings"),
        ]
        constraints = [
            models.CheckConstraint(
                name="ticket_solved_has_time",
                condition=Q(status=Status.SOLVED, solved_at__isnull=False)
                | (~Q(status=Status.SOLVED) & Q(solved_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "priority", "moved_at"], name="ticket_desk"),
            models.Index(fields=["source", "-opened_at"], name="ticket_source"),
            models.Index(fields=["-opened_at"], name="ticket_opened"),
            models.Index(fields=["phone"], name="ticket_phone"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def number(self) -> int:
        """What people say to each other; links use `code`."""
        return self.pk

    @property
    def can_be_answered(self) -> bool:
        """By a message; whoever left no address reads the answer at the link, if they kept it."""
        return bool(self.email or self.phone)

    def link_is_open(self, now: dt.datetime) -> bool:
        return now < self.link_ends_at


class TicketEntry(BusinessRecord):
    """One thing said about a ticket. Entries are added, never changed."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        ANSWER = "answer", _("Answer")
        NOTE = "note", _("Note")
        CHANGE = "change", _("Change")

    class Via(models.TextChoices):
        WEB = "web", _("Web page")
        EMAIL = "email", _("E-mail")
        DESK = "desk", _("Support desk")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    via = models.CharField(max_length=10, choices=Via)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("text"))
    photo = models.FileField(
        _("photo"), storage=private_storage, upload_to=photo_path, max_length=60, blank=True
    )
    # A double click, or a letter that the mail server hands over twice, is one entry.
    unique_key = models.CharField(max_length=80, unique=True, null=True, editable=False)
    at = models.DateTimeField()

    # What the house keeps to itself: never on a customer's page, never in a message.
    INTERNAL: ClassVar[tuple[str, ...]] = (Kind.NOTE, Kind.CHANGE)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["ticket", "at"], name="ticket_thread")]


class SavedReply(models.Model):
    """Words that the desk needs again and again. {name} and {number} are filled in."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    text = models.TextField(_("text in English"))
    text_fr = models.TextField(_("text in French"), blank=True)
    text_rw = models.TextField(_("text in Kinyarwanda"), blank=True)

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("text_fr"), FieldPanel("text_rw")],
            heading=_("Words"),
            help_text=_("{name} and {number} become the customer’s name and the ticket’s number."),
        ),
    ]

    class Meta:
        verbose_name = _("saved reply")
        verbose_name_plural = _("saved replies")

    def __str__(self) -> str:
        return self.title

    def text_in(self, language: str) -> str:
        """In the customer's language, or in English where nobody wrote it."""
        return getattr(self, f"text_{language}", "") or self.text
