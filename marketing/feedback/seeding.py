"""The feedback page in every language, and replies to begin with. Only what is missing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from marketing.models import HomePage

from .models import FeedbackPage, SavedReply
from .seed_words import PAGE, REPLIES

CODE = "feedback"


def seed_feedback_pages() -> int:
    """How many pages were made. A page that exists keeps its words. Safe to repeat."""
    made = 0
    english: FeedbackPage | None = FeedbackPage.objects.filter(
        seed_code=CODE, locale__language_code="en"
    ).first()
    for language, words in PAGE.items():
        locale = Locale.objects.filter(language_code=language).first()
        home = HomePage.objects.filter(locale=locale).first() if locale else None
        if home is None or FeedbackPage.objects.child_of(home).exists():
            continue
        now = timezone.now()
        page = FeedbackPage(
            slug="feedback" if language == "en" else f"feedback-{language}",
            locale=locale,
            seed_code=CODE,
            footer_group="help",
            first_published_at=now,
            last_published_at=now,
            **words,
        )
        if english is not None:
            page.translation_key = english.translation_key
        with transaction.atomic():
            home.add_child(instance=page)
        english = english or page
        made += 1
    return made


def seed_replies() -> int:
    """How many saved replies were made. Safe to repeat."""
    return sum(
        SavedReply.objects.get_or_create(title=title, defaults=words)[1]
        for title, words in REPLIES.items()
    )
