"""Questions and topics in the sidebar: put in order by dragging."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from marketing.models import Question, Topic


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_name = "questions"
    list_display = ("question", "topic", LiveStatusTagColumn())
    list_filter = ("topic", "live")
    search_fields = ("question", "answer")
    sort_order_field = "sort_order"


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "folder-open-1"
    menu_label = _("Topics of questions")
    menu_name = "question-topics"
    list_display = ("name",)
    sort_order_field = "sort_order"


question_admin = QuestionViewSet()
topic_admin = TopicViewSet()
for viewset in (question_admin, topic_admin):
    # The Marketing group shows them; Wagtail would list them under "Snippets" as well.
    viewset.menu_item_is_registered = True
