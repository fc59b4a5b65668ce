"""Questions and answers: reorderable rows in topics, in every language, with drafts and previews."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index

from site_core.base.live_first import LiveFirstMixin

ANSWER_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class Topic(PreviewableMixin, TranslatableMixin, models.Model):
    """What a group of questions is about."""

    name = models.CharField(_("name"), max_length=60)
    sort_order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    seed_code = models.SlugField(blank=True, editable=False, max_length=80)

    panels = [FieldPanel("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "marketing/topic_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """With its published questions."""
        context = super().get_preview_context(request, mode_name)
        questions = self.questions.filter(live=True).order_by("sort_order") if self.pk else ()
        return {**context, "questions": questions}


class Question(
    LiveFirstMixin,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """One question with its answer. Shown on the page of questions, in excerpts and in search."""

    topic = models.ForeignKey(
        Topic,
        # A topic with questions is not thrown away by accident.
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("topic"),
    )
    question = models.CharField(
        _("question"), max_length=160, help_text=_("As a guest would ask it.")
    )
    answer = RichTextField(
        _("answer"),
        features=ANSWER_FEATURES,
        help_text=_("The answer first, in one or two sentences; then the rest."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    seed_code = models.SlugField(blank=True, editable=False, max_length=80)

    panels = [FieldPanel("topic"), FieldPanel("question"), FieldPanel("answer")]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("question"),
        index.SearchField("answer"),
        index.AutocompleteField("question"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions and answers")
        # Wagtail makes this one only after all migrations; roles are given in one of them.
        permissions = [("publish_question", "Can publish question")]

    def __str__(self) -> str:
        return self.question

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "marketing/question_preview.html"
