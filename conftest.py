"""What every test stands on, wherever it lies: a migrated database and empty caches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from marketing import site_links
from marketing.discovery import search
from ordering.payments.sandbox.book import Behaviour
from ordering.payments.sandbox.server import SandboxServer, serving
from site_core.base.page_cache import store
from tests.harness.chromium import find_chromium
from tests.harness.databases import database_for

NO_POSTGRES = "needs PostgreSQL: make test, or python -m tests.harness.postgres pytest ..."
NO_BROWSER = "needs Chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_postgres = connection.vendor == "postgresql"
    has_browser = find_chromium() is not None
    for item in items:
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason=NO_POSTGRES))
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object
) -> Iterator[None]:
    """A copy of the migrated database for this worker; transactional tests leave it as it was."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database = database_for(worker)
    flush = TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database.make()
        # Django would empty every table, also of what migrations put there.
        TransactionTestCase._fixture_teardown = lambda case: database.restore()  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
        database.remove()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """No test sees a page, a rate limit or a language that another one left behind."""
    translation.activate(django_settings.LANGUAGE_CODE)
    for alias in django_settings.CACHES:
        caches[alias].clear()
    store.clear()
    # As on a new site: whether another test raised the version must not change what is asked.
    if django_settings.PAGE_VERSION_LINK is not None:
        Path(django_settings.PAGE_VERSION_LINK).unlink(missing_ok=True)
    site_links.forget()
    search.forget()


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[SandboxServer]:
    with serving(SandboxServer(0)) as server:
        yield server


@pytest.fixture
def sandbox(sandbox_server: SandboxServer, settings: Any) -> SandboxServer:
    """Payers decide at once and callbacks stay away, until a test says otherwise."""
    sandbox_server.book.behaviour = Behaviour(seconds=0.0, hang_seconds=0.5, has_callbacks=False)
    settings.MTN_MOMO = {
        **settings.MTN_MOMO,
        "BASE_URL": sandbox_server.url,
        "SUBSCRIPTION_KEY": "subscription-secret",
        "API_USER": "api-user",
        "API_KEY": "api-key-secret",
        "REFUND_KEY": "refund-secret",
    }
    settings.AIRTEL_MONEY = {
        **settings.AIRTEL_MONEY,
        "BASE_URL": sandbox_server.url,
        "CLIENT_ID": "client",
        "CLIENT_SECRET": "client-secret",
        "FIRST_POLL_SECONDS": 5,
    }
    return sandbox_server
