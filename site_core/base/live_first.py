"""What seeds put onto the site is live without a revision, and stays live when more is scheduled."""

from __future__ import annotations

from typing import Any


class LiveFirstMixin:
    """For pages and snippets with drafts; stands before Wagtail's own classes.

    Wagtail takes a row without a live revision off the site as soon as a later version of it is
    scheduled. So what is live is kept as a revision before the first other one.
    """

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        row: Any = self
        if row.pk and row.live_revision_id is None:
            rows = type(row)._default_manager.filter(pk=row.pk, live=True, live_revision=None)
            live = rows.first()
            if live is not None:
                parent: Any = super(LiveFirstMixin, live)
                row.live_revision = parent.save_revision(clean=False, changed=False)
                rows.update(live_revision=row.live_revision)
        ours: Any = super()
        return ours.save_revision(*args, **kwargs)
