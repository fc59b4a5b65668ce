"""The kitchen's steps on an order as data. Which moves exist at all, orders/states.py says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordering.orders.states import State

# What the one wide button of a card does.
FORWARD: Mapping[str, State] = {
    State.CONFIRMED: State.PREPARING,
    State.PREPARING: State.READY,
}
BACK: Mapping[str, State] = {target: State(source) for source, target in FORWARD.items()}
COLUMNS = (State.CONFIRMED, State.PREPARING, State.READY)

# Short words for a screen that is read at two metres, by the state that is meant.
COLUMN_WORDS: Mapping[str, Promise] = {
    State.CONFIRMED: _("New"),
    State.PREPARING: _("Cooking"),
    State.READY: _("Ready"),
}
FORWARD_WORDS: Mapping[str, Promise] = {
    State.PREPARING: _("Start"),
    State.READY: _("Ready"),
}
BACK_WORDS: Mapping[str, Promise] = {
    State.CONFIRMED: _("Back to new"),
    State.PREPARING: _("Back to cooking"),
}

# How long the last step is offered to be taken back, beside the way back in every card.
UNDO_WINDOW = dt.timedelta(minutes=2)
# How long a card is marked as new, and how long a cook is told to stop cooking.
NEW_WINDOW = dt.timedelta(minutes=2)
CANCELLED_WINDOW = dt.timedelta(minutes=10)
