"""The entry "Translate side by side" in the menu of a translated page or question."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import TranslatableMixin
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem

from marketing.translating import NoEnglishOriginal, can_take_over, take_over

MAY_TRANSLATE = "wagtail_localize.submit_translation"
NAME = "translate-side-by-side"


class _SideBySide:
    label = gettext_lazy("Translate side by side")
    name = NAME
    icon_name = "wagtail-localize-language"

    def is_shown(self, context: dict[str, Any]) -> bool:
        row = context.get("page") or context.get("instance")
        request: HttpRequest = context["request"]
        return (
            context["view"] == "edit"
            and isinstance(row, TranslatableMixin)
            and request.user.has_perm(MAY_TRANSLATE)
            and can_take_over(row)
        )


class PageSideBySide(_SideBySide, ActionMenuItem):
    pass


class SnippetSideBySide(_SideBySide, SnippetActionMenuItem):
    pass


def open_side_by_side(request: HttpRequest, row: Any) -> HttpResponse | None:
    """For Wagtail's hooks before an edit view: acts only when the entry was pressed.

    What was typed in the ordinary editor and not saved is not taken along, and that is said.
    """
    if request.method != "POST" or NAME not in request.POST:
        return None
    if not request.user.has_perm(MAY_TRANSLATE):
        return None
    try:
        taken = take_over(row=row, actor=request.user)
    except NoEnglishOriginal as error:
        messages.error(request, str(error))
        return redirect(request.get_full_path())
    words = {"found": taken.found, "total": taken.total}
    if taken.is_whole:
        messages.success(request, _("Side by side now: all %(total)d texts are here.") % words)
    else:
        messages.warning(
            request,
            _(
                "Side by side now: %(found)d of %(total)d texts are here. The others stand elsewhere"
                " in English and wait to be translated."
            )
            % words,
        )
    return redirect(request.get_full_path())
