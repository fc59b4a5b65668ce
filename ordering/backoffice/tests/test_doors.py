"""Every address that the back office adds to the admin, for every role: one table, deny by default."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import BooleanField
from django.test import Client

from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import WITH_ADMIN, WITHOUT_ADMIN, log_in
from ordering.backoffice.wagtail_hooks import ALL_ADMINS
from ordering.catalogue.models import Category, MenuItem
from ordering.delivery.models import Area, Closure, OpeningHours, Room, Slot, Ward, Zone
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.payments.models import Payment, PaymentMethod
from ordering.testing import NOON, make_area, make_item, make_order
from site_core.notifications.models import MessageTemplate, OutboxMessage
from site_core.notifications.services import seed_templates

pytestmark = pytest.mark.django_db

# Doors of this app; that no address of the site is forgotten is tests/test_access.py's concern.
# Who may open it; the superuser may open what anybody may. "" opens for nobody at all.
ORDERS = "support manager"
MANAGER = "manager"
LOOKS = "marketing menu_manager manager"
EDITS = "menu_manager manager"
# Marketing makes a new dish in one sitting; what it says of allergens waits for the dietitian.
ADDS = "marketing menu_manager manager"

PLACES = {
    "index": MANAGER,
    "create": MANAGER,
    "edit": MANAGER,
    "delete": MANAGER,
    "history": MANAGER,
}
TABLE: dict[str, dict[str, str]] = {
    "orders_order": {
        "index": ORDERS,
        "inspect": ORDERS,
        "create": "",
        "edit": "",
        "delete": "",
        "move": ORDERS,
    },
    "payments_payment": {
        "index": ORDERS,
        "inspect": ORDERS,
        "create": "",
        "edit": "",
        "delete": "",
        "decide": ORDERS,
    },
    "payments_paymentmethod": {
        "index": MANAGER,
        "create": "",
        "edit": MANAGER,
        "delete": "",
        "history": MANAGER,
    },
    "notifications_outboxmessage": {
        "index": MANAGER,
        "inspect": MANAGER,
        "create": "",
        "edit": "",
        "delete": "",
        "again": MANAGER,
    },
    "notifications_messagetemplate": {
        "index": "marketing manager",
        "create": "",
        "edit": "marketing manager",
        "delete": "",
        "history": "marketing manager",
    },
    "catalogue_menuitem": {
        "index": LOOKS,
        "inspect": LOOKS,
        "create": ADDS,
        "edit": EDITS,
        "delete": MANAGER,
        "history": LOOKS,
        "confirm": EDITS,
    },
    "catalogue_category": {
        "index": LOOKS,
        "create": EDITS,
        "edit": EDITS,
        "delete": MANAGER,
        "history": LOOKS,
    },
    "delivery_zone": PLACES,
    "delivery_ward": {**PLACES, "inspect": MANAGER, "cards": MANAGER},
    "delivery_room": PLACES,
    "delivery_area": PLACES,
    "delivery_openinghours": PLACES,
    "delivery_closure": PLACES,
    "delivery_slot": PLACES,
}
MODELS = {
    "orders_order": Order,
    "payments_payment": Payment,
    "payments_paymentmethod": PaymentMethod,
    "notifications_outboxmessage": OutboxMessage,
    "notifications_messagetemplate": MessageTemplate,
    "catalogue_menuitem": MenuItem,
    "catalogue_category": Category,
    "delivery_zone": Zone,
    "delivery_ward": Ward,
    "delivery_room": Room,
    "delivery_area": Area,
    "delivery_openinghours": OpeningHours,
    "delivery_closure": Closure,
    "delivery_slot": Slot,
}
POSTS = {"again", "confirm"}
OTHERS = {
    "/cms/menu-items/choose/": LOOKS,
    "/cms/menu-items/choose/results/": LOOKS,
    "/cms/menu-items/choose/chosen/{item}/": LOOKS,
    "/cms/menu-items/choose/chosen-multiple/?id={item}": LOOKS,
    "/cms/menu-items/choose/create/": ADDS,
    "/cms/dishes/": "marketing menu_manager",
    "/cms/dishes/results/": "marketing menu_manager",
    "/cms/dishes/choose_parent/": "marketing menu_manager",
    "/cms/snippets/menu_pages/dietarynote/": "marketing menu_manager",
}
EVERYBODY = (*WITH_ADMIN, *WITHOUT_ADMIN, "superuser")


@pytest.fixture
def filled() -> None:
    """One row of everything."""
    make_dish(make_section(), make_item())
    order = make_order(now=NOON)
    make_area(order.zone)
    day = dt.date(2026, 12, 25)
    Closure.objects.create(name="Christmas", starts_on=day, ends_on=day)
    seed_templates()
    OutboxMessage.objects.update(state=OutboxMessage.State.GIVEN_UP)


def address(prefix: str, action: str) -> str:
    path = f"/cms/{prefix.replace('_', '/')}/"
    row = MODELS[prefix].objects.order_by("pk").first()
    if action == "index":
        return path
    if action == "create":
        return f"{path}create/"
    end = {"move": f"{State.CANCELLED}/", "decide": "confirm/"}.get(action, "")
    return f"{path}{action}/{row.pk}/{end}"


def is_open(client: Client, url: str, *, post: bool = False) -> bool:
    """A page, a file or a redirect inside; Wagtail answers a refusal by sending people home."""
    response = client.post(url) if post else client.get(url)
    assert response.status_code in {200, 302, 403}, (url, response.status_code)
    if response.status_code == 302:
        return response.url != "/cms/" and not response.url.startswith("/accounts/login/")
    return response.status_code == 200


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_address_opens_for_those_in_the_table_alone(filled, role):
    client = log_in(role)
    expected, found = {}, {}
    for prefix, actions in TABLE.items():
        for action, roles in actions.items():
            url = address(prefix, action)
            expected[url] = role in roles.split() or (role == "superuser" and bool(roles))
            found[url] = is_open(client, url, post=action in POSTS)
    for template, roles in OTHERS.items():
        url = template.format(item=MenuItem.objects.first().pk)
        expected[url] = role in roles.split() or role == "superuser"
        found[url] = is_open(client, url)
    assert found == expected


def test_strangers_are_sent_to_the_log_in(filled):
    for prefix, actions in TABLE.items():
        for action in actions:
            response = Client().get(address(prefix, action))
            assert response.status_code == 302
            assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("marketing", ["/cms/dishes/", "/cms/catalogue/menuitem/"], ["/cms/orders/order/"]),
        ("menu_manager", ["/cms/dishes/", "/cms/catalogue/menuitem/"], ["/cms/orders/order/"]),
        ("support", ["/cms/orders/order/"], ["/cms/delivery/zone/", "/cms/catalogue/menuitem/"]),
        ("manager", ["/cms/orders/order/", "/cms/delivery/zone/"], []),
        ("ops", [], ["/cms/orders/order/", "/cms/dishes/", "/cms/delivery/zone/"]),
    ],
)
def test_the_sidebar_shows_what_the_role_may_open(filled, role, shown, hidden):
    page = log_in(role).get("/cms/").content.decode()
    assert [url for url in shown if url not in page] == []
    assert [url for url in hidden if f'"{url}"' in page] == []


@pytest.mark.parametrize("role", ["marketing", "menu_manager", "ops"])
def test_only_those_who_see_orders_find_sales_in_the_sidebar(filled, role):
    assert '"name": "sales"' not in log_in(role).get("/cms/").content.decode()


def test_no_listing_shows_a_picture_of_djangos_own_admin():
    """modeladmin draws yes and no by files that are not served here: in production that is a 500."""
    flags = {
        (admin.model.__name__, name)
        for admin in ALL_ADMINS
        for name in admin.list_display
        if name in {field.name for field in admin.model._meta.fields}
        and isinstance(admin.model._meta.get_field(name), BooleanField)
    }
    assert flags == set()
