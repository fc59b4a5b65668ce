"""The public address, as a visitor meets it: TLS, headers, sitemap. Asks over the network."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings

from site_core.base.findings import Finding, error, skipped, warning, well
from site_core.base.launch import group

TIMEOUT = 10
# certbot renews thirty days before the end: less means that it does not.
RENEWED_BEFORE = timedelta(days=20)
HEADERS = {
    "Strict-Transport-Security": "max-age=",
    "Content-Security-Policy": "default-src",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


@group("address", "Public address", order=90)
def look_at_address(now: datetime) -> Iterable[Finding]:
    address = settings.SITE_BASE_URL
    if urlsplit(address).scheme != "https":
        yield error("https", f"SITE_BASE_URL is {address}: people must reach it with https://.")
        return
    try:
        answer = requests.get(address, timeout=TIMEOUT)
    except requests.RequestException as problem:
        advice = f"{address} does not answer ({type(problem).__name__}): see DNS, nginx, TLS."
        yield error("answers", advice)
        yield skipped("headers", "Unknown while the address does not answer.")
        return
    yield judge_status(answer.status_code)
    yield from judge_headers(answer.headers)
    yield from _certificate(urlsplit(address).hostname or "", now)
    yield from _plain_http(address)
    yield from _sitemap(address)


def judge_status(status: int) -> Finding:
    if status != 200:
        return error("answers", f"The front page answers {status}: see the log of the web process.")
    return well("answers")


def judge_headers(headers: Mapping[str, str]) -> Iterable[Finding]:
    for name, expected in HEADERS.items():
        if expected.lower() not in headers.get(name, "").lower():
            advice = f"Lacks “{expected}”: something in front of the site takes it away."
            yield error(f"header {name}", advice)
        else:
            yield well(f"header {name}")


def judge_certificate(until: datetime, now: datetime) -> Finding:
    if until - now < RENEWED_BEFORE:
        days = (until - now).days
        return warning("certificate", f"Ends in {days} days: see `certbot renew` and its timer.")
    return well("certificate")


def _certificate(host: str, now: datetime) -> Iterable[Finding]:
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, 443), timeout=TIMEOUT) as plain,
            context.wrap_socket(plain, server_hostname=host) as secret,
        ):
            certificate = secret.getpeercert() or {}
    except OSError as problem:
        yield error("certificate", f"Is not believed ({problem}): see `certbot certificates`.")
        return
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    yield judge_certificate(datetime.fromtimestamp(ends, UTC), now)


def _plain_http(address: str) -> Iterable[Finding]:
    plain = "http://" + address.removeprefix("https://")
    try:
        answer = requests.get(plain, timeout=TIMEOUT, allow_redirects=False)
    except requests.RequestException:
        yield warning("http", "Does not answer: who types the name alone does not get here.")
        return
    if answer.is_redirect and answer.headers["Location"].startswith("https://"):
        yield well("http")
    else:
        yield error("http", "Does not lead to https: see the redirect in nginx.")


def _sitemap(address: str) -> Iterable[Finding]:
    if not settings.SEARCH_ENGINES_WELCOME:
        yield warning("sitemap", "Search engines are sent away: SEARCH_ENGINES_WELCOME=true.")
        return
    try:
        answer = requests.get(f"{address}/sitemap.xml", timeout=TIMEOUT)
    except requests.RequestException as problem:
        yield error("sitemap", f"/sitemap.xml does not answer ({type(problem).__name__}).")
        return
    yield judge_sitemap(answer.status_code, answer.text, address)


def judge_sitemap(status: int, text: str, address: str) -> Finding:
    if status != 200 or "<loc>" not in text:
        return error("sitemap", f"/sitemap.xml answers {status} and names no page.")
    if f"<loc>{address}" not in text:
        advice = "/sitemap.xml names another site: set host and port under Settings > Sites."
        return error("sitemap", advice)
    return well("sitemap")
