"""Who may do what: one table. Everything that is not written here is denied.

`sync_roles` makes the database equal to the table. Permissions are named as strings, because the
apps that own them stand above this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def may(actions: str, *models: str) -> tuple[str, ...]:
    """may("view add", "catalogue.menuitem") -> catalogue.view_menuitem, catalogue.add_menuitem."""
    return tuple(
        f"{app}.{action}_{name}"
        for app, name in (model.split(".") for model in models)
        for action in actions.split()
    )


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    label: str | Promise
    permissions: tuple[str, ...]
    # Into the Wagtail admin at all.
    has_admin: bool = False
    # On the page tree from its root, and on the root collections of images and documents.
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()


ADMIN_ACCESS = "wagtailadmin.access_admin"
EDIT_PAGES = may("add change publish", "wagtailcore.page")
EDIT_FILES = may("add change choose", "wagtailimages.image", "wagtaildocs.document")
CATALOGUE = (
    "catalogue.category",
    "catalogue.menuitem",
    "catalogue.itemsize",
    "catalogue.optiongroup",
    "catalogue.option",
    "catalogue.dailyportions",
)
PLACES = (
    "delivery.zone",
    "delivery.ward",
    "delivery.room",
    "delivery.bed",
    "delivery.area",
)
TIMES = ("delivery.openinghours", "delivery.closure", "delivery.slot")
ORDERS = ("orders.order", "orders.orderline", "orders.orderevent")
SUBSCRIPTIONS = ("subscriptions.subscription", "subscriptions.period", "subscriptions.meal")
PAYMENTS = ("payments.payment", "payments.paymentevent")
TRANSLATE = "wagtail_localize.submit_translation"
QUESTIONS = ("marketing.question", "marketing.topic")
# What support looks at when money goes back.
GIVEN_BACK = (
    "refunds.refund",
    "refunds.refundtask",
    "receipts.receipt",
    "credit.creditaccount",
    "loyalty.pointsaccount",
    "loyalty.adjustment",
)
GIVE_REFUND, RECORD_EBM = "refunds.give_refund", "receipts.record_ebm"
CONFIRM_PAYMENT = "payments.confirm_payment"
HOUSE_CONTACT = "house.housecontact"
BRAND = "house.brand"
OVERRIDE = "changes.override_verdict"
BANNERS = "banners.banner"
# Letters to many, and who agreed to them. Taking a letter away for good is nobody's.
CAMPAIGNS = (*may("view add change", "campaigns.campaign"), "campaigns.view_consentevent")
USAGE = "usage.view_tally"
# Whoever else writes about allergens proposes.
APPROVE_ALLERGENS = "catalogue.approve_allergens"
PROPOSAL = "catalogue.allergenproposal"
# How the site is, and what to do where it is not well.
SEES_OPERATIONS = "operations.view_heartbeat"
SOLD_OUT = "catalogue.mark_sold_out_menuitem"
# What people say: opinions and reviews, which carry no name, address or amount.
OPINIONS = ("feedback.read_feedback", "reviews.moderate_review")
# Their letters, which may carry anything.
DESK = ("feedback.work_ticket", *may("view add change delete", "feedback.savedreply"))

_TABLE = (
    Role(
        code="marketing",
        label=_("Marketing"),
        has_admin=True,
        pages=EDIT_PAGES,
        collections=EDIT_FILES,
        permissions=(
            *may("view", "catalogue.category", "catalogue.menuitem", PROPOSAL),
            # A new dish; its allergens wait for the dietitian.
            *may("add", "catalogue.menuitem"),
            *may("view add change", "menu_pages.dietarynote"),
            *may("view add change delete", *QUESTIONS),
            "marketing.publish_question",
            *may("view change", "notifications.messagetemplate", HOUSE_CONTACT, BRAND),
            *may("view add change delete publish", BANNERS),
            *CAMPAIGNS,
            USAGE,
            *may("view add change delete", "wagtailredirects.redirect"),
            *OPINIONS,
            TRANSLATE,
        ),
    ),
    Role(
        code="menu_manager",
        label=_("Menu manager and dietitian"),
        has_admin=True,
        pages=EDIT_PAGES,
        collections=EDIT_FILES,
        permissions=(
            *may("view add change", *CATALOGUE, "menu_pages.dietarynote"),
            *may("view", PROPOSAL),
            APPROVE_ALLERGENS,
            SOLD_OUT,
            OVERRIDE,
            TRANSLATE,
        ),
    ),
    Role(
        code="kitchen",
        label=_("Kitchen"),
        permissions=(
            "orders.cook_order",
            SOLD_OUT,
            *may("view", "catalogue.menuitem", "catalogue.dailyportions"),
        ),
    ),
    Role(
        code="delivery",
        label=_("Delivery"),
        permissions=("orders.deliver_order",),
    ),
    Role(
        code="support",
        label=_("Support"),
        has_admin=True,
        permissions=(
            *may("view", *ORDERS, *PAYMENTS, *GIVEN_BACK),
            "orders.support_order",
            *may("view", *SUBSCRIPTIONS),
            "subscriptions.serve_subscription",
            GIVE_REFUND,
            RECORD_EBM,
            CONFIRM_PAYMENT,
            *DESK,
            *OPINIONS,
        ),
    ),
    Role(
        code="manager",
        label=_("Manager"),
        has_admin=True,
        permissions=(
            *may("view", *ORDERS, *PAYMENTS, *GIVEN_BACK),
            GIVE_REFUND,
            RECORD_EBM,
            "refunds.approve_refund",
            *may("view", "settlement.cashhandin", "settlement.statementrow"),
            "settlement.receive_cash",
            "settlement.import_statement",
            "credit.grant_credit",
            *may("view", *SUBSCRIPTIONS),
            "subscriptions.serve_subscription",
            *may("view add change", "subscriptions.plan"),
            "loyalty.adjust_points",
            "loyalty.approve_points",
            *may("view", "loyalty.loyaltyrules", "loyalty.rewarduse"),
            *may("view add change delete", "loyalty.reward"),
            *may("change", "refunds.refundrules", "receipts.receiptdetails"),
            CONFIRM_PAYMENT,
            *may("view change", "payments.paymentmethod"),
            "orders.cook_order",
            "orders.deliver_order",
            "orders.support_order",
            *may("view add change delete", *CATALOGUE, *PLACES, *TIMES, "promotions.promotion"),
            *may("view", "promotions.promotionuse", PROPOSAL),
            *may("view", "delivery.slotday"),
            SEES_OPERATIONS,
            USAGE,
            SOLD_OUT,
            *may("view change", "notifications.messagetemplate", HOUSE_CONTACT, BRAND),
            *CAMPAIGNS,
            *may("view", "notifications.outboxmessage", "users.user", "auth.group"),
            *may("view add change", "users.invitation"),
            "users.close_staff",
            *DESK,
            *OPINIONS,
        ),
    ),
    Role(
        code="ops",
        label=_("Operations"),
        has_admin=True,
        permissions=(SEES_OPERATIONS,),
    ),
)
ROLES: dict[str, Role] = {role.code: role for role in _TABLE}


class UnknownPermission(LookupError):
    """The table names a permission that no model has."""


def apply_roles(apps: Any, schema_editor: object = None) -> None:
    """`sync_roles` for a migration: every change of the table comes with one that runs this.

    Permissions are made first, since post_migrate has not run yet. What the table names but this
    moment of history does not have is left to the migration that came with it.
    """
    for app in apps.get_app_configs():
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    # Wagtail's own first groups know nothing of our roles.
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()
    sync_roles(apps, skip_unknown=True)


def sync_roles(apps: Any, *, skip_unknown: bool = False) -> None:
    """Make the groups, their permissions and their places in Wagtail exactly what the table says.

    `apps` is the registry to write through: django.apps.apps, or a migration's. Safe to repeat.
    Raises UnknownPermission for a name that no model has, unless told to skip it.
    """
    group_model = apps.get_model("auth", "Group")
    page_root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection_root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for role in ROLES.values():
        group, _created = group_model.objects.get_or_create(name=role.code)
        admin = (ADMIN_ACCESS,) if role.has_admin else ()
        names = (*role.permissions, *admin)
        group.permissions.set(_permissions(apps, names, skip_unknown))
        on_pages = _permissions(apps, role.pages, skip_unknown)
        _grant(
            apps.get_model("wagtailcore", "GroupPagePermission"), group, on_pages, page=page_root
        )
        on_files = _permissions(apps, role.collections, skip_unknown)
        _grant(
            apps.get_model("wagtailcore", "GroupCollectionPermission"),
            group,
            on_files,
            collection=collection_root,
        )


def seed_roles() -> int:
    """Make the groups that are missing and give each exactly what the table says; how many were
    missing. Safe to repeat."""
    known = Group.objects.filter(name__in=ROLES).count()
    sync_roles(installed_apps)
    return len(ROLES) - known


def _permissions(apps: Any, names: tuple[str, ...], skip_unknown: bool) -> list[Any]:
    model = apps.get_model("auth", "Permission")
    wanted = dict.fromkeys(names)
    rows = model.objects.filter(codename__in={name.split(".")[1] for name in wanted})
    found = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in rows.select_related("content_type")
    }
    missing = [name for name in wanted if name not in found]
    if missing and not skip_unknown:
        raise UnknownPermission(", ".join(missing))
    return [found[name] for name in wanted if name in found]


def _grant(model: Any, group: Any, permissions: list[Any], **place: Any) -> None:
    kept = [
        model.objects.get_or_create(group=group, permission=permission, **place)[0].pk
        for permission in permissions
    ]
    model.objects.filter(group=group).exclude(pk__in=kept).delete()
