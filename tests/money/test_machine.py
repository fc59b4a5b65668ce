"""A bounded run of the machine, the same each time; other and more examples: `make prove`."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import House

# As many examples as somebody has patience for, new ones at each run.
WANTED = os.environ.get("DUSANGIRE_EXAMPLES")
EXAMPLES = int(WANTED or 8)
STEPS = 40 if WANTED else 25
# A step takes a tenth of a second, so making an example small takes minutes: for whoever looks.
SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)
PHASES = tuple(Phase) if "DUSANGIRE_SHRINK" in os.environ else SEARCH


@pytest.mark.django_db
def test_the_books_are_sound_whatever_happens_in_whatever_order() -> None:
    run_state_machine_as_test(
        House,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            phases=PHASES,
            derandomize=not WANTED,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
