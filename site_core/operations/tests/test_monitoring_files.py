"""What Grafana draws and what Prometheus alerts on must be told by the site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.utils import timezone
from prometheus_client import Counter

from site_core.base.metrics import counted
from site_core.base.metrics.read import Read

FOLDER = Path(settings.BASE_DIR) / "deploy" / "monitoring"
NAME = re.compile(r"dusangire_[a-z_]+")


def _told() -> set[str]:
    """Every name that a scrape can hold, with the endings that Prometheus adds."""
    names = {metric.name for metric in Read(timezone.now()).collect()}
    for metric in (counted.REQUESTS, counted.ERRORS, counted.SLOW_QUERIES):
        assert isinstance(metric, Counter)
        names.add(f"{metric._name}_total")
    for histogram in (counted.SECONDS, counted.QUERIES):
        names |= {f"{histogram._name}_{ending}" for ending in ("bucket", "count", "sum")}
    return names


def _dashboard() -> list[dict[str, Any]]:
    return list(json.loads((FOLDER / "dashboard.json").read_text())["panels"])


def _rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"]
    return list(group["rules"])


@pytest.mark.django_db
def test_every_name_is_told_by_the_site_and_every_figure_is_drawn() -> None:
    drawn = {
        name
        for panel in _dashboard()
        for target in panel["targets"]
        for name in NAME.findall(target["expr"])
    }
    alerted = {name for rule in _rules() for name in NAME.findall(rule["expr"])}
    told = _told()

    assert drawn - told == set()
    assert alerted - told == set()
    spare = {"dusangire_backup_bytes", "dusangire_readers_broken"}
    assert {name for name in told if not name.endswith(("_count", "_sum"))} - drawn == spare


def test_every_alert_says_how_bad_it_is_and_what_to_do() -> None:
    rules = _rules()

    assert len({rule["alert"] for rule in rules}) == len(rules) == 11
    for rule in rules:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["annotations"]["action"].endswith(".")


def test_panels_have_their_own_place_and_words() -> None:
    panels = _dashboard()

    assert len({panel["id"] for panel in panels}) == len(panels)
    assert all(panel["title"] and panel["description"] for panel in panels)
    corners = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(corners) == len(panels)


def test_prometheus_reads_the_address_of_the_site_with_a_token() -> None:
    text = (FOLDER / "prometheus.yml").read_text()
    (job,) = yaml.safe_load(text)["scrape_configs"]

    assert job["metrics_path"] == "/metrics"
    assert job["authorization"]["type"] == "Bearer"
    assert yaml.safe_load(text)["rule_files"] == ["alerts.yml"]
