"""A visitor of a running site that nobody counts and that leaves nothing behind."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import InsecureRequestWarning

TIMEOUT = 15
HEADERS = {
    "User-Agent": "Dusangire-smoke-test",
    # Usage counts and the report of searches leave out whoever asks for it.
    "Sec-GPC": "1",
    "DNT": "1",
    "Accept-Language": "en",
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Wrong(Exception):
    """What is not as it should be, and what to do about it."""


class NotTried(Exception):
    """Could not be looked at, and why."""


@dataclass(slots=True)
class Visitor:
    """One visitor with cookies. What one way found out, the next ones use."""

    base: str
    is_insecure: bool = False
    session: requests.Session = field(default_factory=requests.Session)
    # Of the first dish that can be ordered without choosing: where it is read and what it costs.
    dish_path: str = ""
    dish_name: str = ""
    dish_code: str = ""
    dish_price: str = ""

    def __post_init__(self) -> None:
        self.base = self.base.rstrip("/")
        self.session.headers.update(HEADERS)
        # A form is believed over TLS only when it comes from our own pages.
        self.session.headers["Referer"] = f"{self.base}/"

    def get(self, path: str, *, expected: int = 200, **options: Any) -> requests.Response:
        """The answer without following where it leads. Raises Wrong for another status."""
        answer = self.ask("GET", path, **options)
        if answer.status_code != expected:
            raise Wrong(
                f"{path} answers {answer.status_code} instead of {expected}: see the log of the "
                f"web process{_request(answer)}."
            )
        return answer

    def post(self, path: str, form: str, **data: str) -> requests.Response:
        """Post to `path` with the token that the page `form` holds, whatever is answered."""
        token = TOKEN.search(form)
        if token is None:
            raise Wrong(f"The form for {path} has no token against forgery.")
        return self.ask("POST", path, data={"csrfmiddlewaretoken": token[1], **data})

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """Whatever is answered. Raises Wrong when nothing is."""
        with warnings.catch_warnings():
            if self.is_insecure:
                # Whoever says so knows that the certificate is a self-made one.
                warnings.simplefilter("ignore", InsecureRequestWarning)
            try:
                return self.session.request(
                    method,
                    urljoin(f"{self.base}/", path),
                    timeout=TIMEOUT,
                    allow_redirects=False,
                    # Said with each request: REQUESTS_CA_BUNDLE would outdo the session's word.
                    verify=not self.is_insecure,
                    **options,
                )
            except requests.exceptions.SSLError as error:
                advice = "Its certificate is not believed: see `certbot certificates`, or say"
                raise Wrong(f"{advice} --insecure for a self-made one.") from error
            except requests.RequestException as error:
                kind = type(error).__name__
                raise Wrong(f"{path} does not answer ({kind}): see nginx and the site.") from error


def led_to(answer: requests.Response) -> str:
    """The path that a redirect leads to; "" when it is none."""
    return urlsplit(answer.headers.get("Location", "")).path


def _request(answer: requests.Response) -> str:
    """By which the line in the log is found."""
    number = answer.headers.get("X-Request-ID")
    return f", request {number}" if number else ""
