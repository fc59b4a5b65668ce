"""The smoke test where something is wrong. That all is well is shown by tests/test_prod_local.py."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
import requests
from django.core.management import CommandError, call_command

from site_core.operations.smoke import ways
from site_core.operations.smoke.visiting import NotTried, Visitor, Wrong

FORM = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'


class Played(Visitor):
    """A visitor of a site that answers what it is told, and who remembers what was asked."""

    def play(self, **answers: Any) -> Played:
        self.answers, self.asked = answers, []
        return self

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        self.asked.append((method, path, options.get("data", {})))
        answer = self.answers.get(path.strip("/").replace("/", "_").replace("-", "_"), "")
        answer = answer(method, options) if callable(answer) else answer
        status, text, headers = answer if isinstance(answer, tuple) else (200, answer, {})
        response = requests.Response()
        response.status_code, response._content = status, text.encode()
        response.headers.update(headers)
        return response


def visit(**answers: Any) -> Played:
    return Played("https://x.example").play(**answers)


def test_a_door_that_opens_to_strangers_is_told() -> None:
    ask = (302, "", {"Location": "/accounts/login/?next=/"})
    answers = {"cms": ask, "staff_kitchen": ask, "staff_deliveries": ask, "account": ask}

    ways.see_closed_doors(visit(**answers))
    with pytest.raises(Wrong, match="/staff/kitchen/ answers 200 to a stranger"):
        ways.see_closed_doors(visit(**answers | {"staff_kitchen": "<h1>Kitchen</h1>"}))


def test_a_wrong_password_that_opens_is_told() -> None:
    def answer(method: str, options: Any) -> Any:
        return FORM if method == "GET" else (302, "", {"Location": "/account/"})

    with pytest.raises(Wrong, match="A wrong password is answered with 302"):
        ways.fail_to_log_in(visit(accounts_login=answer))


def test_plain_names_of_styles_are_told() -> None:
    with pytest.raises(Wrong, match="run collectstatic"):
        ways.see_static_files(visit(**{"": '<link href="/static/css/site.css">'}))


def test_headers_that_a_proxy_takes_away_are_told() -> None:
    with pytest.raises(Wrong, match="Content-Security-Policy lacks"):
        ways.see_home(visit(**{"": "<h1>Dusangire</h1>"}))


def test_what_was_put_into_the_cart_is_taken_out_line_by_line() -> None:
    lines = ["7", "8"]

    def take_out(method: str, options: Any) -> Any:
        lines.pop(0)
        return (302, "", {})

    def cart(method: str, options: Any) -> str:
        return FORM + "".join(f'<form action="/cart/lines/{line}/">' for line in lines)

    visitor = visit(cart=cart, cart_lines_7=take_out, cart_lines_8=take_out)
    ways.empty_the_cart(visitor)

    assert lines == []
    posted = [(path, data["quantity"]) for method, path, data in visitor.asked if method == "POST"]
    assert posted == [("/cart/lines/7/", "0"), ("/cart/lines/8/", "0")]


def test_what_hangs_on_an_earlier_way_is_skipped_not_blamed() -> None:
    with pytest.raises(NotTried, match="The menu named no dish"):
        ways.see_dish(visit())


def test_a_site_that_does_not_answer_ends_with_1_and_says_what_to_do() -> None:
    out, silent = StringIO(), "http://127.0.0.1:9"
    with pytest.raises(SystemExit) as ended:
        call_command("smoke_test", silent, "--json", stdout=out, stderr=StringIO())

    assert ended.value.code == 1
    report = json.loads(out.getvalue())
    assert (report["ok"], report["failed"][0]) == (False, "health")
    assert report["ways"][0]["advice"] == (
        "/healthz does not answer (ConnectionError): see nginx and the site."
    )


@pytest.mark.parametrize("address", ["dusangire.example", "ftp://x.example", "https://x/menu/"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(CommandError, match="Give the address of the front page"):
        call_command("smoke_test", address)
