from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital_network_only(settings: LazySettings) -> None:
    settings.ADMIN_NETWORKS = ["10.20.0.0/16", "2001:db8::/32"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [
        ("10.20.3.4", 302),
        ("2001:db8::7", 302),
        ("192.0.2.9", 404),
        # Only what our own proxy wrote is believed, not what the visitor put in front of it.
        ("10.20.3.4, 192.0.2.9", 404),
        ("nonsense", 404),
    ],
)
def test_the_admin_is_not_found_outside_its_networks(
    client: Client, hospital_network_only: None, forwarded: str, status: int
) -> None:
    assert client.get("/cms/", HTTP_X_FORWARDED_FOR=forwarded).status_code == status
    assert client.get("/cms/login/", HTTP_X_FORWARDED_FOR=forwarded).status_code == status


def test_the_rest_of_the_site_is_open_to_all(client: Client, hospital_network_only: None) -> None:
    assert client.get("/accounts/login/", HTTP_X_FORWARDED_FOR="192.0.2.9").status_code == 200


def test_without_networks_the_admin_is_reached_from_everywhere(client: Client) -> None:
    assert client.get("/cms/", HTTP_X_FORWARDED_FOR="192.0.2.9").status_code == 302
