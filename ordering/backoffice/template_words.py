"""The words of one kind of message, side by side: a column a language, a row a channel.

What is written is checked for {names} that are never filled in, shown with sample values, and
saved all together or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from site_core.notifications.kinds import MessageKind, all_kinds, check_placeholders, fill
from site_core.notifications.models import Channel, MessageTemplate
from site_core.users.models import LANGUAGES

from .base import needs

CHANGE = "notifications.change_messagetemplate"
NAMED = re.compile(r"\{([a-z_]+)\}")
# What a preview puts in the place of a {name}; one that is not here is shown by its name.
SAMPLES: Mapping[str, str] = {
    "name": "Aline",
    "colleague": "Beatrice",
    "number": "#1042",
    "total": "RWF 5,000",
    "amount": "RWF 2,500",
    "place": "Surgery, room 3, bed 2",
    "time": "12:30",
    "until": "12:45",
    "points": "120",
    "link": "https://dusangire.rw/…",
}


def kind_of(key: str) -> MessageKind | None:
    """The kind of message of a template; None for one that no code sends any more."""
    return next((kind for kind in all_kinds() if kind.key == key), None)


class WordsForm(forms.ModelForm):
    """One message in one language on one channel."""

    class Meta:
        model = MessageTemplate
        fields = ("is_active", "subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = self.instance.language
        if self.instance.channel == Channel.SMS:
            del self.fields["subject"]
            self.fields["body"].widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = kind_of(self.instance.key)
        for name in ("subject", "body"):
            if kind is None or name not in cleaned:
                continue
            try:
                check_placeholders(cleaned[name], kind.placeholders)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def words(self, name: str) -> str:
        """As it stands in the form, sent or not."""
        return str(self[name].value() or "") if name in self.fields else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A language of a channel. `missing` stands in the English words and not here."""

    language: str
    form: WordsForm
    missing: tuple[str, ...]
    subject: str
    preview: str


@dataclass(frozen=True, slots=True)
class Row:
    channel: str
    columns: tuple[Column, ...]


@needs(CHANGE)
def edit_words(request: HttpRequest, instance_pk: str) -> HttpResponse:
    """All words of the message that a template belongs to. `preview` shows what was typed and saves
    nothing."""
    chosen = get_object_or_404(MessageTemplate, pk=instance_pk)
    is_sent, is_preview = request.method == "POST", "preview" in request.POST
    sheets = _forms(chosen.key, request.POST if is_sent else None)
    # Every form is asked, so that every mistake is marked.
    wrong = [sheet for sheet in sheets if is_sent and not sheet.is_valid()]
    if is_sent and not is_preview:
        if not wrong:
            _save(sheets, request)
            return redirect(request.path)
        messages.error(request, _("Nothing was saved yet. Please look at the marked fields."))
    kind = kind_of(chosen.key)
    context = {
        "key": chosen.key,
        "names": [f"{{{name}}}" for name in sorted(kind.placeholders)] if kind else [],
        "rows": _rows(sheets),
        "list_url": reverse("notifications_messagetemplate_modeladmin_index"),
        "is_preview": is_preview,
    }
    return render(request, "backoffice/template_words.html", context)


def _forms(key: str, data: Any) -> list[WordsForm]:
    """In the order of the screen: by channel, then English, French, Kinyarwanda. One query."""
    languages = [code for code, _name in LANGUAGES]
    found = sorted(
        MessageTemplate.objects.filter(key=key),
        key=lambda row: (row.channel, languages.index(row.language)),
    )
    return [WordsForm(data, instance=row, prefix=f"{row.channel}-{row.language}") for row in found]


def _save(sheets: list[WordsForm], request: HttpRequest) -> None:
    with transaction.atomic():
        for form in sheets:
            if form.has_changed():
                log(instance=form.save(), action="wagtail.edit", content_changed=True)
    messages.success(request, _("Saved."))


def _rows(sheets: list[WordsForm]) -> list[Row]:
    rows = []
    for channel, label in Channel.choices:
        ours = [form for form in sheets if form.instance.channel == channel]
        if not ours:
            continue
        wanted = _named(ours[0])
        rows.append(Row(str(label), tuple(_column(form, wanted) for form in ours)))
    return rows


def _named(form: WordsForm) -> set[str]:
    return set(NAMED.findall(form.words("subject") + form.words("body")))


def _column(form: WordsForm, wanted: set[str]) -> Column:
    values = {name: SAMPLES.get(name, f"‹{name}›") for name in _named(form)}
    missing = sorted(wanted - _named(form))
    return Column(
        language=dict(LANGUAGES)[form.instance.language],
        form=form,
        missing=tuple(f"{{{name}}}" for name in missing),
        subject=fill(form.words("subject"), values),
        preview=fill(form.words("body"), values),
    )
