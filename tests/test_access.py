"""Every address x every role, in one table. An address that is missing here fails the test."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch

from ordering.orders.models import Order
from site_core.users.models import User
from site_core.users.services import DEMO_DOMAIN

from .addresses import our_routes
from .house import MODEL_ROUTE, ROLES, House

pytestmark = pytest.mark.walk

EVERYBODY = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()


def only(text: str) -> frozenset[str]:
    """The roles named, and the administrator."""
    return frozenset(text.split()) | {"admin"}


LOGGED_IN = EVERYBODY - {"anonymous"}
ADMIN_USERS = only("marketing menu support manager")
COOK, DELIVER = only("kitchen manager"), only("delivery manager")
SOLD_OUT = only("kitchen menu manager")
BOARDS = COOK | DELIVER
ORDERS, MANAGERS = only("support manager"), only("manager")
OPINIONS = only("marketing support manager")
MENU = only("menu manager")
CAMPAIGNERS = only("marketing manager")
ITEM_READERS = only("marketing menu manager")

# Route: who may come in. A route that ends in " POST" takes nothing else.
TABLE: Mapping[str, frozenset[str]] = {
    "healthz": EVERYBODY,
    "readyz": EVERYBODY,
    # Only with the token of the environment.
    "metrics": NOBODY,
    "search/": EVERYBODY,
    "search/names/": EVERYBODY,
    "sitemap.xml": EVERYBODY,
    "robots.txt": EVERYBODY,
    # Only under the mark of the page's present name.
    "share/<int:page_id>/<slug:mark>.png": NOBODY,
    "accounts/invitation/<str:token>/": EVERYBODY,
    "accounts/profile/": LOGGED_IN,
    # Two of them ask for the password first.
    "accounts/data/": LOGGED_IN,
    "accounts/data/download/": LOGGED_IN,
    "accounts/data/delete/": LOGGED_IN,
    "accounts/gone/": EVERYBODY,
    "account/": LOGGED_IN,
    "account/orders/": LOGGED_IN,
    "account/credit/": LOGGED_IN,
    "account/points/": LOGGED_IN,
    "account/points/birthday/ POST": LOGGED_IN,
    "account/points/reward/<int:pk>/ POST": LOGGED_IN,
    "account/favourites/": LOGGED_IN,
    "account/plans/": LOGGED_IN,
    # Neither the plan nor the subscription exists.
    "account/plans/new/<slug:plan>/": NOBODY,
    "account/plans/take/<slug:code>/": LOGGED_IN,
    "account/plans/<slug:code>/": NOBODY,
    "account/plans/<slug:code>/change/": NOBODY,
    "account/plans/<slug:code>/meals/<int:number>/": NOBODY,
    "account/addresses/": LOGGED_IN,
    "account/addresses/<slug:code>/ POST": NOBODY,
    "account/eaters/": LOGGED_IN,
    "account/invite/": LOGGED_IN,
    "invite/<slug:code>/": EVERYBODY,
    "account/eaters/<slug:code>/": NOBODY,
    "banners/here/": EVERYBODY,
    # Heard only when a browser says that a page of ours sent it.
    "counts/ POST": NOBODY,
    "counts/speed/ POST": NOBODY,
    "brand.css": EVERYBODY,
    "cms/usage/": only("marketing manager"),
    "cms/speed/": only("marketing manager"),
    "cms/operations/": MANAGERS,
    "cart/": EVERYBODY,
    "cart/here/": EVERYBODY,
    "cart/add/<slug:code>/ POST": EVERYBODY,
    "cart/choose/<slug:code>/": EVERYBODY,
    # The line is another visitor's: not found.
    "cart/lines/<int:line_id>/ POST": NOBODY,
    "cart/favourites/<slug:code>/ POST": LOGGED_IN,
    "cart/prices/ POST": EVERYBODY,
    "cart/coupon/ POST": EVERYBODY,
    "cart/coupon/remove/ POST": EVERYBODY,
    "cart/place/": EVERYBODY,
    "cart/eater/": EVERYBODY,
    "checkout/": EVERYBODY,
    # An order's link is its key: whoever has it may see it.
    "orders/<slug:code>/": EVERYBODY,
    "orders/<slug:code>/status/": EVERYBODY,
    "orders/<slug:code>/receipt/": EVERYBODY,
    "orders/<slug:code>/receipt/<slug:number>.pdf": EVERYBODY,
    "orders/<slug:code>/cancel/ POST": EVERYBODY,
    "orders/<slug:code>/pay/": EVERYBODY,
    "orders/<slug:code>/pay/status/": EVERYBODY,
    "orders/<slug:code>/pay/link/ POST": EVERYBODY,
    # A link to pay that was never made: not found.
    "pay/<slug:code>/": NOBODY,
    "pay/<slug:code>/status/": NOBODY,
    # Providers call these; a payment that is not there is answered like any other.
    "payments/callback/airtel/ POST": NOBODY,
    "payments/callback/<slug:method>/<uuid:reference>/ POST": EVERYBODY,
    "orders/<slug:code>/again/ POST": EVERYBODY,
    "orders/<slug:code>/change/": EVERYBODY,
    "orders/<slug:code>/change/begin/ POST": EVERYBODY,
    "orders/<slug:code>/change/<slug:step>/ POST": EVERYBODY,
    "letters/": EVERYBODY,
    "letters/thanks/": EVERYBODY,
    "letters/mine/": LOGGED_IN,
    # The signed link of a letter is its key.
    "letters/confirm/<str:token>/": EVERYBODY,
    "letters/own/<str:token>/": EVERYBODY,
    "letters/stop/<str:token>/": EVERYBODY,
    "letters/go/<slug:code>/": EVERYBODY,
    # So is a message's.
    "support/": EVERYBODY,
    "support/<slug:code>/": EVERYBODY,
    "support/<slug:code>/photos/<int:pk>/": EVERYBODY,
    "orders/<slug:code>/help/": EVERYBODY,
    "orders/<slug:code>/rate/": EVERYBODY,
    "staff/support/": ORDERS,
    "staff/support/list/": ORDERS,
    "staff/support/find/": ORDERS,
    "staff/support/new/": ORDERS,
    "staff/support/<int:number>/": ORDERS,
    "staff/support/<int:number>/answer/ POST": ORDERS,
    "staff/support/<int:number>/note/ POST": ORDERS,
    "staff/support/<int:number>/change/ POST": ORDERS,
    "staff/support/<int:number>/renew/ POST": ORDERS,
    "staff/support/<int:number>/photos/<int:pk>/": ORDERS,
    # A rating without a photo: not found.
    "staff/support/ratings/<int:pk>/photo/": NOBODY,
    "staff/support/figures/": ORDERS,
    "staff/support/tickets.<slug:kind>": ORDERS,
    "staff/feedback/figures/": OPINIONS,
    "staff/feedback/opinions.<slug:kind>": OPINIONS,
    "staff/feedback/": OPINIONS,
    "staff/feedback/reviews/": OPINIONS,
    "staff/feedback/reviews/count/ POST": OPINIONS,
    "staff/feedback/reviews/<slug:code>/ POST": OPINIONS,
    "staff/": BOARDS | SOLD_OUT | OPINIONS,
    "staff/kitchen/": COOK,
    "staff/kitchen/cards/": COOK,
    "staff/kitchen/orders/<slug:code>/ POST": COOK,
    "staff/kitchen/items/": SOLD_OUT,
    "staff/kitchen/items/<slug:code>/sold-out/ POST": SOLD_OUT,
    "staff/kitchen/items/<slug:code>/portions/ POST": SOLD_OUT,
    "staff/deliveries/": DELIVER,
    "staff/deliveries/cards/": DELIVER,
    "staff/deliveries/take/ POST": DELIVER,
    "staff/deliveries/sheet/": DELIVER,
    "staff/deliveries/orders/<slug:code>/": NOBODY,
    "staff/deliveries/orders/<slug:code>/back/ POST": NOBODY,
    "staff/deliveries/orders/<slug:code>/trouble/ POST": NOBODY,
    # A door that only sends on: to the log-in, or in.
    "cms/login/": NOBODY,
    "cms/campaigns/edit/<int:pk>/": CAMPAIGNERS,
    "cms/campaigns/delete/<int:pk>/": only(""),
    "cms/campaigns/inspect/<int:pk>/": CAMPAIGNERS,
    "cms/campaigns/letter/<int:pk>/<slug:language>/": CAMPAIGNERS,
    "cms/campaigns/move/<int:pk>/<slug:move>/ POST": CAMPAIGNERS,
    "cms/languages/": only("marketing menu"),
    "cms/dishes/": only("marketing menu"),
    "cms/dishes/results/": only("marketing menu"),
    "cms/dishes/choose_parent/": only("marketing menu"),
    "cms/menu-items/choose/chosen/<str:pk>/": ITEM_READERS,
    "cms/menu-items/choose/chosen-multiple/": ITEM_READERS,
    # Marketing makes a dish; what it says about allergens waits for the dietitian.
    "cms/menu-items/choose/create/": ITEM_READERS,
    "cms/catalogue/allergenproposal/decide/<int:pk>/ POST": only("menu"),
    "cms/catalogue/menuitem/confirm/<int:pk>/ POST": MENU,
    "cms/delivery/ward/cards/<int:pk>/": MANAGERS,
    "cms/promotions/promotion/try/<int:pk>/": MANAGERS,
    "cms/notifications/outboxmessage/again/<int:pk>/ POST": MANAGERS,
    "cms/desk/": only("support manager menu"),
    "cms/desk/change/<int:pk>/ POST": ORDERS,
    # A draft is found through whoever works on it.
    "cms/desk/<slug:code>/": NOBODY,
    "cms/desk/<slug:code>/send/ POST": NOBODY,
    "cms/desk/<slug:code>/<slug:step>/ POST": NOBODY,
    "cms/orders/order/move/<int:pk>/<slug:to>/": ORDERS,
    "cms/refunds/refund/order/<int:pk>/": ORDERS,
    "cms/refunds/refund/decide/<int:pk>/ POST": ORDERS,
    # No part waits to be paid out: not found.
    "cms/refunds/refund/part/<int:pk>/ POST": NOBODY,
    "cms/refunds/refundtask/close/<int:pk>/ POST": MANAGERS,
    "cms/receipts/receipt/ebm/<int:pk>/": ORDERS,
    "cms/credit/creditaccount/give/": MANAGERS,
    "cms/money/day/": MANAGERS,
    "cms/forecast/": ORDERS,
    "cms/subscriptions/subscription/change/<int:pk>/": ORDERS,
    # The subscription of the house has no meal: not found.
    "cms/subscriptions/subscription/meal/<int:pk>/<int:meal>/": NOBODY,
    "cms/loyalty/owed/": MANAGERS,
    "cms/loyalty/signals/": MANAGERS,
    "cms/loyalty/pointsaccount/adjust/": MANAGERS,
    # No adjustment waits: not found.
    "cms/loyalty/pointsaccount/decide/<int:pk>/ POST": NOBODY,
    "cms/loyalty/loyaltyrules/change/": MANAGERS,
    "cms/settlement/cashhandin/carried/": MANAGERS,
    "cms/settlement/cashhandin/take/<int:pk>/": MANAGERS,
    "cms/settlement/statementrow/import/": MANAGERS,
    "cms/settlement/statementrow/match/": MANAGERS,
    # No row waits: not found.
    "cms/settlement/statementrow/decide/<int:pk>/ POST": NOBODY,
    "cms/payments/payment/decide/<int:pk>/<slug:what>/": ORDERS,
    "cms/staff-accounts/": MANAGERS,
    "cms/staff-accounts/results/": MANAGERS,
    "cms/staff-accounts/<int:pk>/": MANAGERS,
    "cms/staff-accounts/<int:pk>/close/ POST": MANAGERS,
    "cms/staff-accounts/<int:pk>/reopen/ POST": MANAGERS,
    "cms/staff-accounts/<int:pk>/forget-second-step/ POST": MANAGERS,
    "cms/invitation/": MANAGERS,
    "cms/invitation/results/": MANAGERS,
    "cms/invitation/new/": MANAGERS,
    "cms/invitation/<int:pk>/": MANAGERS,
    "cms/invitation/<int:pk>/renew/ POST": MANAGERS,
    "cms/invitation/<int:pk>/revoke/ POST": MANAGERS,
}

# modeladmin: who may read, who may write. Money and orders are written by nobody, ever.
MODELS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "campaigns/consentevent": (CAMPAIGNERS, NOBODY),
    "catalogue/allergenproposal": (ITEM_READERS, NOBODY),
    "catalogue/category": (ITEM_READERS, MENU),
    "catalogue/menuitem": (ITEM_READERS, MENU),
    "delivery/area": (MANAGERS, MANAGERS),
    "delivery/closure": (MANAGERS, MANAGERS),
    "delivery/openinghours": (MANAGERS, MANAGERS),
    "delivery/room": (MANAGERS, MANAGERS),
    "delivery/slot": (MANAGERS, MANAGERS),
    "delivery/ward": (MANAGERS, MANAGERS),
    "delivery/zone": (MANAGERS, MANAGERS),
    "notifications/messagetemplate": (only("marketing manager"), only("marketing manager")),
    "notifications/outboxmessage": (MANAGERS, NOBODY),
    "orders/order": (ORDERS, NOBODY),
    "payments/payment": (ORDERS, NOBODY),
    "payments/paymentmethod": (MANAGERS, MANAGERS),
    "credit/creditaccount": (ORDERS, NOBODY),
    "loyalty/pointsaccount": (ORDERS, NOBODY),
    "loyalty/reward": (MANAGERS, MANAGERS),
    "loyalty/loyaltyrules": (MANAGERS, NOBODY),
    "settlement/cashhandin": (MANAGERS, NOBODY),
    "settlement/statementrow": (MANAGERS, NOBODY),
    "receipts/receipt": (ORDERS, NOBODY),
    "refunds/refund": (ORDERS, NOBODY),
    "refunds/refundtask": (ORDERS, NOBODY),
    "promotions/promotion": (MANAGERS, MANAGERS),
    "promotions/promotionuse": (MANAGERS, NOBODY),
    "subscriptions/plan": (MANAGERS, MANAGERS),
    "subscriptions/subscription": (ORDERS, NOBODY),
}
MAKERS = {"catalogue/menuitem": ITEM_READERS}
DELETERS = {
    "subscriptions/plan": only(""),
    "catalogue/category": MANAGERS,
    "catalogue/menuitem": MANAGERS,
}
NEVER = {
    (model, action)
    for model in ("notifications/messagetemplate", "payments/paymentmethod")
    for action in ("create", "delete")
}


# Without the token of a page: what they do is no more than a hint.
CALLED_BY_MACHINES = {"payments/callback/<slug:method>/<uuid:reference>/"}


def _expected(route: str) -> frozenset[str] | None:
    generic = MODEL_ROUTE.fullmatch(route)
    if generic is None:
        return TABLE.get(route, TABLE.get(f"{route} POST"))
    model, action = generic["model"], generic["action"] or "index"
    if model not in MODELS or (model, action) in NEVER:
        return NOBODY if model in MODELS else None
    readers, writers = MODELS[model]
    if action in {"index", "inspect", "history"}:
        return readers
    return {"create": MAKERS, "delete": DELETERS}.get(action, {}).get(model, writers)


def _came_in(response: HttpResponseBase) -> bool:
    """Inside, whatever the page then says; not: log in first, not yours, or not there."""
    if response.status_code in {403, 404}:
        return False
    if response.status_code == 302:
        target = response["Location"]
        return "/accounts/login/" not in target and target != "/cms/"
    assert response.status_code < 500
    return True


def test_every_address_stands_in_the_table() -> None:
    routes = our_routes()
    assert {route for route in routes if _expected(route) is None} == set()
    assert {route.removesuffix(" POST") for route in TABLE} - routes == set()


def test_every_role_comes_in_where_the_table_says_and_nowhere_else(house: House) -> None:
    wrong = []
    for route in sorted(our_routes()):
        expected = _expected(route)
        if expected is None:
            continue
        by_post = f"{route} POST" in TABLE
        path = house.path(route)
        for role in ROLES:
            client = house.clients[role]
            try:
                response = client.post(path) if by_post else client.get(path)
            except NoReverseMatch as error:
                wrong.append(f"{path} as {role}: {error}")
                continue
            if _came_in(response) != (role in expected):
                wrong.append(f"{path} as {role}: {response.status_code}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_nothing_changes_by_looking(house: House) -> None:
    """A GET of a route that changes something is refused or asks first."""
    before = Order.objects.values_list("state", "version").get()
    for route in sorted(our_routes()):
        house.clients["admin"].get(house.path(route))
    assert Order.objects.values_list("state", "version").get() == before


def test_a_post_without_the_token_of_the_page_is_refused(house: House) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(email=f"admin@{DEMO_DOMAIN}"))
    accepted = [
        route
        for route in sorted(our_routes() - CALLED_BY_MACHINES)
        if strict.post(house.path(route)).status_code not in {403, 405}
    ]
    # The mail program unsubscribes its reader with one post (RFC 8058): its signed link is the token.
    assert accepted == ["letters/stop/<str:token>/"]
