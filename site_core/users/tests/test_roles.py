from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import RequestFactory

from site_core.users.permissions import role_required
from site_core.users.roles import ADMIN_ACCESS, ROLES, sync_roles

from .people import make_admin, make_customer, make_staff

pytestmark = pytest.mark.django_db


def names(queryset):
    return {f"{row.content_type.app_label}.{row.codename}" for row in queryset}


def permissions_of(role):
    return names(Group.objects.get(name=role).permissions.select_related("content_type"))


def places_of(role, related):
    rows = getattr(Group.objects.get(name=role), related).select_related("permission__content_type")
    return {f"{row.permission.content_type.app_label}.{row.permission.codename}" for row in rows}


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_the_migrations_made_exactly_the_table(role):
    admin = {ADMIN_ACCESS} if role.has_admin else set()
    assert permissions_of(role.code) == set(role.permissions) | admin
    assert places_of(role.code, "page_permissions") == set(role.pages)
    assert places_of(role.code, "collection_permissions") == set(role.collections)


def test_no_other_group_exists():
    assert {group.name for group in Group.objects.all()} == set(ROLES)


def test_syncing_again_takes_back_what_was_added_by_hand():
    kitchen = Group.objects.get(name="kitchen")
    kitchen.permissions.add(Permission.objects.get(codename="view_payment"))
    kitchen.permissions.remove(Permission.objects.get(codename="cook_order"))
    before = set(Group.objects.values_list("pk", "name"))

    sync_roles(apps)
    sync_roles(apps)

    assert permissions_of("kitchen") == set(ROLES["kitchen"].permissions)
    assert set(Group.objects.values_list("pk", "name")) == before


@pytest.mark.parametrize("app", ["orders", "payments", "dietary"])
@pytest.mark.parametrize("role", ["marketing", "menu_manager", "ops"])
def test_who_writes_the_menu_never_sees_money_or_health(role, app):
    assert [name for name in permissions_of(role) if name.startswith(f"{app}.")] == []


def test_nobody_edits_orders_payments_or_eaters_by_hand():
    for role in ROLES:
        assert [
            name
            for name in permissions_of(role)
            if name.startswith(("orders.", "payments.", "dietary."))
            and name.split(".")[1].startswith(("add_", "change_", "delete_"))
            # How a way to pay is offered is no money.
            and name != "payments.change_paymentmethod"
        ] == []


def test_no_role_can_make_users_or_change_groups():
    forbidden = {
        f"{model}"
        for model in (
            *("users.add_user", "users.change_user", "users.delete_user"),
            *("auth.add_group", "auth.change_group", "auth.delete_group"),
        )
    }
    for role in ROLES:
        assert permissions_of(role) & forbidden == set()


def test_only_managers_invite():
    assert [role for role in ROLES if "users.add_invitation" in permissions_of(role)] == ["manager"]


# --- The door of staff views ---------------------------------------------------------------------
@role_required("orders.cook_order", "orders.deliver_order")
def board(request):
    from django.http import HttpResponse

    return HttpResponse("board")


def visit(user):
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/staff/kitchen/?slot=1")
    request.user = user or AnonymousUser()
    return board(request)


def test_a_stranger_is_sent_to_log_in_and_back():
    response = visit(None)
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/staff/kitchen/%3Fslot%3D1"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("kitchen", 200),
        ("delivery", 200),
        ("manager", 200),
        ("marketing", 403),
        ("menu_manager", 403),
        ("support", 403),
        ("ops", 403),
    ],
)
def test_a_role_passes_or_is_refused(role, status):
    assert visit(make_staff(role)).status_code == status


def test_an_administrator_passes():
    assert visit(make_admin()).status_code == 200


def test_a_customer_is_told_kindly():
    response = visit(make_customer())
    assert response.status_code == 403
    assert "ask a manager" in response.content.decode()


def test_somebody_who_no_longer_works_here_is_refused_though_a_role_was_left():
    user = make_staff("kitchen")
    user.is_staff = False
    user.save()
    assert visit(user).status_code == 403


def test_a_door_names_its_permissions():
    with pytest.raises(ValueError, match="at least one"):
        role_required()
