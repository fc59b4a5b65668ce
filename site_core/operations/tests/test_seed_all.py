from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from site_core.operations import demo
from site_core.operations.management.commands import seed_all
from site_core.operations.models import SeedRun
from site_core.users.models import User


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The seeds themselves are tested where they live; here only who is called, and when."""
    calls: list[tuple[str, dict[str, Any]]] = []

    def note(name: str, **options: Any) -> None:
        for without_meaning in ("stdout", "verbosity"):
            options.pop(without_meaning, None)
        calls.append((name, options))

    monkeypatch.setattr(seed_all, "call_command", note)
    return calls


@pytest.mark.django_db
def test_seeds_run_in_the_order_of_their_needs(called: list[tuple[str, Any]]) -> None:
    call_command("seed_all")

    assert called == [
        ("seed_initial_data", {}),
        ("seed_pages", {}),
        ("seed_menu", {}),
        ("seed_plans", {}),
        ("seed_content", {}),
        ("seed_feedback", {}),
    ]
    assert list(SeedRun.objects.values_list("is_demo", flat=True)) == [False]
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_demo_has_one_account_per_role_that_can_log_in(called: list[Any]) -> None:
    call_command("seed_all", demo=True)
    call_command("seed_all", demo=True)

    people = list(User.objects.order_by("pk"))
    assert len(people) == 8
    assert all(person.check_password(demo.demo_password()) for person in people)
    assert [line.split()[0] for line in demo.demo_log_ins()] == [p.email for p in people]


@pytest.mark.django_db
@override_settings(DEMO_ALLOWED=False)
def test_the_demo_is_refused_on_a_hospitals_server(called: list[Any]) -> None:
    with pytest.raises(CommandError, match="demo accounts share a password"):
        call_command("seed_all", demo=True)

    assert called == []
    assert not User.objects.exists()
    assert not SeedRun.objects.exists()


@pytest.mark.django_db
@override_settings(DEMO_ALLOWED=False)
def test_a_hospital_may_seed_without_the_demo(called: list[Any]) -> None:
    call_command("seed_all")

    assert len(called) == 6
    assert demo.demo_log_ins() == []


@pytest.mark.django_db
def test_the_menu_alone_does_not_count_as_a_filled_site(called: list[Any]) -> None:
    call_command("seed_all", menu_only=True)
    call_command("seed_all", subscriptions_only=True)

    assert called == [("seed_menu", {}), ("seed_plans", {})]
    assert not SeedRun.objects.exists()


@pytest.mark.django_db
def test_clear_asks_dishes_plans_and_places_to_take_their_own_away(called: list[Any]) -> None:
    call_command("seed_all", clear=True)
    names = ("seed_menu", "seed_plans", "seed_initial_data")
    assert called == [(name, {"clear": True, "even_with_orders": False}) for name in names]

    called.clear()
    call_command("seed_all", "--clear", "--subscriptions-only", "--even-with-orders")
    assert called == [("seed_plans", {"clear": True, "even_with_orders": True})]


@pytest.mark.django_db
def test_the_demo_ends_with_a_day_of_life_unless_only_accounts_are_wanted(
    called: list[Any],
) -> None:
    call_command("seed_all", demo=True)
    assert called[-1] == ("seed_demo_day", {})

    called.clear()
    call_command("seed_all", demo=True, without_day=True)
    assert called[-1] == ("seed_demo_promotions", {})


@pytest.mark.django_db
def test_a_seed_that_fails_leaves_the_site_unfilled(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, **options: Any) -> None:
        raise CommandError(f"{name} failed")

    monkeypatch.setattr(seed_all, "call_command", fail)

    with pytest.raises(CommandError, match="seed_initial_data failed"):
        call_command("seed_all", demo=True)

    assert not SeedRun.objects.exists()


def test_the_password_is_made_once_and_only_its_owner_reads_it() -> None:
    first, second = demo.demo_password(), demo.demo_password()

    assert first == second
    assert len(first.split("-")) == 3
    assert demo.password_path().stat().st_mode & 0o777 == 0o600
