"""Foreign keys obey the layers too: one written as a string is invisible to import-linter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[1]
OURS = ("site_core", "ordering", "menu_pages", "marketing")


def ranks(pyproject: dict[str, Any]) -> list[dict[str, int]]:
    """For each contract, how high each of its packages stands; siblings share a rank."""
    found = []
    for contract in pyproject["tool"]["importlinter"]["contracts"]:
        prefixes = [f"{name}." for name in contract.get("containers", [])] or [""]
        layers = list(reversed(contract["layers"]))
        found.append(
            {
                prefix + name.strip(): rank
                for rank, layer in enumerate(layers)
                for name in layer.split("|")
                for prefix in prefixes
            }
        )
    return found


def layer_of(package: str, known: dict[str, int]) -> str | None:
    """The layer that a package lies in: itself or the nearest one around it."""
    parts = package.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in known), None)


def forbidden(source: str, target: str, contracts: list[dict[str, int]]) -> bool:
    """Whether `target` stands above `source`, or beside it, in any contract that knows both."""
    for known in contracts:
        lower, upper = layer_of(source, known), layer_of(target, known)
        if lower and upper and lower != upper and known[lower] <= known[upper]:
            return True
    return False


def relations() -> list[tuple[type[Model], str, type[Model]]]:
    """Every key; one to the account goes through a setting and names no app, so it is left out."""
    return [
        (model, field.name, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and isinstance(field.related_model, type)
        and field.swappable_setting != "AUTH_USER_MODEL"
    ]


def package(model: type[Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


CONTRACTS = ranks(tomllib.loads((ROOT / "pyproject.toml").read_text()))


def test_no_foreign_key_points_up_the_layers() -> None:
    ours = [
        (source, name, target)
        for source, name, target in relations()
        if package(source).startswith(OURS) and package(target).startswith(OURS)
    ]
    upward = [
        f"{source._meta.label}.{name} > {target._meta.label}"
        for source, name, target in ours
        if forbidden(package(source), package(target), CONTRACTS)
    ]

    assert ours
    assert upward == []


def test_a_key_from_an_order_to_a_page_would_be_seen() -> None:
    assert forbidden("ordering.orders", "menu_pages", CONTRACTS)
    assert forbidden("ordering.orders", "ordering.checkout", CONTRACTS)
    assert forbidden("ordering.orders", "ordering.carts", CONTRACTS)
    assert forbidden("site_core.users", "ordering.delivery", CONTRACTS)
    assert not forbidden("menu_pages", "ordering.catalogue", CONTRACTS)
    assert not forbidden("ordering.orders", "ordering.catalogue", CONTRACTS)
    assert not forbidden("ordering.orders", "site_core.users", CONTRACTS)
