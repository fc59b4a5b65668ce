"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .carrying import carry_out_due
from .papers import issue_receipts


@every(seconds=10)
def carry_out_refunds(now: dt.datetime) -> None:
    carry_out_due(now)


@every(seconds=10)
def write_receipts(now: dt.datetime) -> None:
    issue_receipts(now)
