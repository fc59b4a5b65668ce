"""The ways themselves, in the order in which they are walked. Each raises Wrong where it ends early.

Nothing is ordered and nobody is logged in. What is put into the cart is taken out again; the empty
cart itself goes with the next cleaning.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

from site_core.base.money import grouped

from .visiting import NotTried, Visitor, Wrong, led_to

ROW = '<li class="dish'
NAME = re.compile(r'dish__name"><a href="([^"]+)">([^<]+)</a>')
ADD = re.compile(r'data-add="/cart/add/([^/"]+)/"')
DATA_PRICE = re.compile(r'data-price="(\d+)"')
LINE = re.compile(r'action="(/cart/lines/\d+/)"')
BED = re.compile(r'name="bed" value="([^"]+)"')
TOTAL = re.compile(r'name="expected_total" value="(\d+)"')
HASHED = re.compile(r'"(/static/[^"]+\.[0-9a-f]{12}\.(?:css|js))"')
STATIC = re.compile(r'"(/static/[^"]+\.(?:css|js))"')
PLANS = re.compile(r'href="([^"]*plan[^"]*)"')
LOC = re.compile(r"<loc>([^<]+)</loc>")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
# Some towns order from a certain amount on: so many portions reach it.
MORE_PORTIONS = "5"
DOORS = ("/cms/", "/staff/kitchen/", "/staff/deliveries/", "/account/")


def see_health(visitor: Visitor) -> None:
    visitor.get("/healthz")
    answer = visitor.ask("GET", "/readyz")
    checks = answer.json().get("checks", []) if answer.status_code in {200, 503} else []
    bad = [f"{check['name']}: {check['advice']}" for check in checks if check["level"] == "error"]
    if answer.status_code != 200:
        raise Wrong(" ".join(bad) or f"/readyz answers {answer.status_code}: see the web's log.")


def see_home(visitor: Visitor) -> None:
    answer = visitor.get("/")
    if answer.text.count("<h1") != 1:
        raise Wrong("The front page has no heading: see the home page in the admin.")
    for name, expected in HEADERS.items():
        if expected not in answer.headers.get(name, ""):
            raise Wrong(f"{name} lacks “{expected}”: something in front takes it away.")
    if visitor.base.startswith("https:") and "Strict-Transport-Security" not in answer.headers:
        raise Wrong("No Strict-Transport-Security: set HSTS_SECONDS.")


def see_languages(visitor: Visitor) -> None:
    for language in ("fr", "rw"):
        if f'lang="{language}"' not in visitor.get(f"/{language}/").text:
            raise Wrong(f"/{language}/ is not in its language: see Reports > Languages.")


def see_menu(visitor: Visitor) -> None:
    for row in visitor.get("/menu/").text.split(ROW)[1:]:
        name, add = NAME.search(row), ADD.search(row)
        if name and add:
            visitor.dish_path, visitor.dish_name = name[1], unescape(name[2])
            visitor.dish_code = add[1]
            return
    raise Wrong("No dish on the menu can be ordered as it is: see Menu items and Sold out.")


def see_dish(visitor: Visitor) -> None:
    price = DATA_PRICE.search(visitor.get(_dish(visitor)).text)
    if price is None:
        raise Wrong(f"{visitor.dish_path} shows no price: see the menu item {visitor.dish_code}.")
    visitor.dish_price = price[1]


def search_for_it(visitor: Visitor) -> None:
    path = _dish(visitor)
    found = visitor.get("/search/", params={"q": visitor.dish_name})
    if f'href="{path}"' not in found.text:
        raise Wrong(
            f"Searching for “{visitor.dish_name}” does not find it: run "
            "`python manage.py rebuild_references_index` and `update_index`."
        )


def fill_a_cart(visitor: Visitor) -> None:
    _dish(visitor)
    choosing = visitor.get(f"/cart/choose/{visitor.dish_code}/").text
    added = visitor.post(f"/cart/add/{visitor.dish_code}/", choosing, quantity="1")
    if added.status_code != 302:
        raise Wrong(f"{visitor.dish_name} does not go into the cart ({added.status_code}).")
    cart = visitor.get("/cart/").text
    if not LINE.search(cart):
        raise Wrong("The cart is empty after something was put in: does the browser get cookies?")
    if visitor.dish_price and grouped(int(visitor.dish_price)) not in unescape(cart):
        raise Wrong(f"The cart does not show {visitor.dish_price} RWF as the dish's page does.")


def price_an_order(visitor: Visitor) -> None:
    places = visitor.get("/cart/place/").text
    bed = BED.search(places)
    if bed is None:
        raise NotTried("No bed can be chosen: see Places > Wards.")
    visitor.post("/cart/place/", places, bed=bed[1], next="/checkout/")
    page = visitor.ask("GET", "/checkout/")
    if led_to(page) == "/cart/":
        _change_line(visitor, MORE_PORTIONS)
        page = visitor.ask("GET", "/checkout/")
    if page.status_code != 200:
        raise Wrong(f"The checkout leads to {led_to(page) or page.status_code}: see the cart.")
    total = TOTAL.search(page.text)
    if total is None or int(total[1]) < int(visitor.dish_price or 1):
        raise Wrong("The checkout names no total: see the log of the web process.")


def empty_the_cart(visitor: Visitor) -> None:
    """Also after a way that ended early: nothing of ours stays."""
    while _change_line(visitor, "0"):
        pass
    if LINE.search(visitor.get("/cart/").text):
        raise Wrong("What was put into the cart could not be taken out.")


def fail_to_log_in(visitor: Visitor) -> None:
    page = visitor.get("/accounts/login/").text
    nobody = f"nobody-{secrets.token_hex(6)}@smoke-test.invalid"
    answer = visitor.post(
        "/accounts/login/", page, login=nobody, password=secrets.token_urlsafe(12)
    )
    if answer.status_code not in {200, 429} or "sessionid" in visitor.session.cookies:
        raise Wrong(f"A wrong password is answered with {answer.status_code}: look at once.")


def see_closed_doors(visitor: Visitor) -> None:
    for path in DOORS:
        answer = visitor.ask("GET", path)
        if answer.status_code != 302 or "/login/" not in led_to(answer):
            raise Wrong(f"{path} answers {answer.status_code} to a stranger: look at once.")


def see_static_files(visitor: Visitor) -> None:
    page = visitor.get("/").text
    paths = sorted(set(HASHED.findall(page)))
    if not paths or len(paths) < len(set(STATIC.findall(page))):
        raise Wrong("Names of styles and scripts are not hashed: run collectstatic, restart.")
    for path in paths:
        headers = visitor.get(path).headers
        if "immutable" not in headers.get("Cache-Control", ""):
            raise Wrong(f"{path} is not cached for long: see /static/ in nginx's configuration.")
        if headers.get("X-Content-Type-Options") != "nosniff":
            raise Wrong(f"{path} lacks X-Content-Type-Options: see nginx's configuration.")


def see_what_robots_see(visitor: Visitor) -> None:
    robots = visitor.get("/robots.txt").text
    pages = LOC.findall(visitor.get("/sitemap.xml").text)
    if not pages:
        raise Wrong("/sitemap.xml names no page.")
    if "Disallow: /\n" in f"{robots}\n":
        raise NotTried("Search engines are sent away: SEARCH_ENGINES_WELCOME=true lets them in.")
    # The first, the last and some between: each must be there under the name it is told by.
    for address in pages[:: max(len(pages) // 5, 1)]:
        if not address.startswith(visitor.base):
            raise Wrong(f"/sitemap.xml names {address}: set host and port at Settings > Sites.")
        visitor.get(urlsplit(address).path)


def see_a_plan(visitor: Visitor) -> None:
    link = PLANS.search(visitor.get("/").text)
    if link is None:
        raise NotTried("No page of plans is linked on the front page.")
    visitor.get(link[1])


def miss_a_page(visitor: Visitor) -> None:
    answer = visitor.get("/there-is-no-such-page/", expected=404)
    if "<h1" not in answer.text:
        raise Wrong("The page for addresses that do not exist is not ours: see nginx.")


WAYS: tuple[tuple[str, Callable[[Visitor], None]], ...] = (
    ("health", see_health),
    ("home", see_home),
    ("languages", see_languages),
    ("menu", see_menu),
    ("dish", see_dish),
    ("search", search_for_it),
    ("cart", fill_a_cart),
    ("checkout", price_an_order),
    ("cart emptied", empty_the_cart),
    ("log-in", fail_to_log_in),
    ("closed doors", see_closed_doors),
    ("static files", see_static_files),
    ("robots", see_what_robots_see),
    ("plans", see_a_plan),
    ("missing page", miss_a_page),
)


def _dish(visitor: Visitor) -> str:
    if not visitor.dish_path:
        raise NotTried("The menu named no dish.")
    return visitor.dish_path


def _change_line(visitor: Visitor, quantity: str) -> bool:
    """Set the first line of the cart; False when there is none or the site does not want to."""
    cart = visitor.get("/cart/").text
    line = LINE.search(cart)
    if line is None:
        return False
    return visitor.post(line[1], cart, quantity=quantity).status_code in {200, 302}
