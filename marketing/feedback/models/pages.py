"""Pages on which people write to us: the feedback page, and surveys that staff build.

They carry a token of the form, so no copy of them is shared.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField

from marketing.models.pages import InnerPage
from ordering.carts.visitors import account_of
from site_core.base.human import SLOWEST_SECONDS, HumanForm, may_send

from ..forms import FeedbackForm, SurveyForm, SurveyFormBuilder
from ..writing import write_feedback

# A hospital behind one address fills in many.
SURVEYS_AN_HOUR = 120


class FeedbackPage(InnerPage):
    """Asks people what they think; its blocks say what we do with it."""

    parent_page_types: ClassVar[list[str]] = ["marketing.HomePage"]
    max_count_per_parent = 1
    is_shared = False
    template = "feedback/feedback_page.html"

    class Meta:
        verbose_name = _("feedback page")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return never_cache(_serve_feedback)(request, page=self, serve=super().serve)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        form = getattr(request, "feedback_form", None)
        return {**context, "form": form or FeedbackForm(user=account_of(request))}


def _serve_feedback(request: HttpRequest, *, page: FeedbackPage, serve: Any) -> HttpResponse:
    if request.method != "POST":
        return serve(request)
    form = FeedbackForm(request.POST, request.FILES, user=account_of(request))
    ticket = write_feedback(request, form, now=timezone.now())
    if ticket is not None:
        return redirect("ticket", code=ticket.code)
    request.feedback_form = form
    return serve(request)


class SurveyPage(FormMixin, InnerPage):
    """Questions that staff put together; answers are listed and exported under "Forms"."""

    thanks = RichTextField(_("thanks"), features=["bold", "italic", "link"], blank=True)

    form_builder = SurveyFormBuilder
    is_shared = False
    parent_page_types: ClassVar[list[str]] = ["marketing.HomePage"]
    template = "feedback/survey_page.html"
    landing_page_template = "feedback/survey_thanks.html"
    content_panels = [
        FormSubmissionsPanel(),
        *InnerPage.content_panels,
        InlinePanel("form_fields", heading=_("Questions"), label=_("question"), min_num=1),
        FieldPanel("thanks"),
    ]

    class Meta:
        verbose_name = _("survey")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not may_send(
            request, action="survey", limit=SURVEYS_AN_HOUR, seconds=3600
        ):
            messages.error(
                request, gettext("Many answers came from here just now. Please try later.")
            )
            return redirect(self.get_url(request))
        return never_cache(super().serve)(request, *args, **kwargs)

    def process_form_submission(self, form: SurveyForm) -> Any:
        """Keep the answers, not the traps; a form that is sent twice is kept once."""
        for trap in HumanForm.base_fields:
            form.cleaned_data.pop(trap, None)
        if not cache.add(f"survey:{form.nonce}", True, timeout=SLOWEST_SECONDS):
            return None
        return super().process_form_submission(form)


class SurveyField(AbstractFormField):
    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="form_fields")
