"""When something is not there, not allowed or broken, people still get a sentence and a way on."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from menu_pages.tests.pages import make_section


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing/", "/menu/lunch/nothing/", "/menu/%00/"])
def test_an_unknown_address_leads_to_the_menu(client, path):
    make_section()
    response = client.get(path)
    assert response.status_code == 404
    assert "This plate is empty" in response.content.decode()
    assert 'href="/menu/"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_kindly():
    response = Client(enforce_csrf_checks=True).post("/cart/add/isombe/")
    assert response.status_code == 403
    assert "This page waited too long" in response.content.decode()


def test_the_page_for_our_own_faults_needs_no_database_and_no_request():
    assert "Something boiled over" in render_to_string("500.html")
