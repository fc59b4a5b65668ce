from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from site_core.users import errors, invitations
from site_core.users.models import Invitation, User

from .people import NOW, PASSWORD, make_admin, make_customer, make_staff

pytestmark = pytest.mark.django_db

SECONDS_BEFORE_END = dt.timedelta(days=7) - dt.timedelta(seconds=1)


def invite(email="eric@example.rw", *, roles=("kitchen",), actor=None, now=NOW, language="en"):
    return invitations.invite_staff(
        email=email,
        name="Eric Mugisha",
        roles=Group.objects.filter(name__in=roles),
        language=language,
        actor=actor or make_admin(),
        now=now,
    )


def fresh_invitation(**kwargs):
    """One that is open by the clock on the wall, for tests through the pages."""
    return invite(now=timezone.now(), **kwargs)


def link_to(invitation):
    return f"/accounts/invitation/{invitations.token_of(invitation)}/"


def accept(client, invitation, **data):
    form = {"name": "Eric Mugisha", "password1": PASSWORD, **data}
    return client.post(link_to(invitation), form)


# --- Inviting ------------------------------------------------------------------------------------
def test_the_letter_says_who_invites_and_holds_the_link(mailoutbox, settings):
    settings.SITE_BASE_URL = "https://dusangire.example"
    invitation = invite()

    invitations.send_letter(invitation)

    mail = mailoutbox[0]
    assert mail.to == ["eric@example.rw"]
    assert "Admin invites you" in mail.body
    assert f"https://dusangire.example{link_to(invitation)}" in mail.body
    assert "within 7 days" in mail.body


def test_the_letter_leads_to_the_page_in_its_language(mailoutbox):
    invitations.send_letter(invite(language="fr"))
    assert "/fr/accounts/invitation/" in mailoutbox[0].body


def test_without_the_permission_nobody_is_invited():
    cook = make_staff("kitchen")
    with pytest.raises(errors.NotAllowed):
        invite(actor=cook)
    assert not Invitation.objects.exists()


def test_a_manager_may_invite():
    assert invite(actor=make_staff("manager")).invited_by.email == "manager@example.rw"


def test_only_roles_of_the_table_are_given():
    Group.objects.create(name="Everything")
    invitation = invite(roles=("kitchen", "Everything"))
    assert [group.name for group in invitation.roles.all()] == ["kitchen"]


def test_an_open_invitation_is_not_written_twice():
    admin = make_admin()
    invite(actor=admin)
    with pytest.raises(errors.AlreadyInvited):
        invite("ERIC@example.rw", actor=admin)
    assert Invitation.objects.count() == 1


def test_an_expired_one_makes_room_for_another():
    admin = make_admin()
    invite(actor=admin)
    invite(actor=admin, now=NOW + dt.timedelta(days=7))
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_staff_are_not_invited_again():
    admin = make_admin()
    make_staff("kitchen", "eric@example.rw")
    with pytest.raises(errors.AlreadyStaff):
        invite(actor=admin)


def test_every_step_leaves_a_trace():
    admin = make_admin()
    invitation = invite(actor=admin)
    invitations.renew_invitation(invitation=invitation, actor=admin, now=NOW)
    invitations.revoke_invitation(invitation=invitation, actor=admin, now=NOW)

    trail = ModelLogEntry.objects.filter(content_type__model="invitation").order_by("pk")
    assert [(entry.action, entry.user) for entry in trail] == [
        ("users.invite", admin),
        ("users.renew", admin),
        ("users.revoke", admin),
    ]


# --- The link ------------------------------------------------------------------------------------
def test_it_is_good_until_the_last_second():
    token = invitations.token_of(invite())
    assert invitations.open_invitation(token=token, now=NOW + SECONDS_BEFORE_END)
    with pytest.raises(errors.InvitationExpired):
        invitations.open_invitation(token=token, now=NOW + dt.timedelta(days=7))


@pytest.mark.parametrize("damage", [lambda token: token[:-1], lambda token: f"x{token}", str.upper])
def test_a_changed_link_opens_nothing(damage):
    token = invitations.token_of(invite())
    with pytest.raises(errors.InvitationInvalid):
        invitations.open_invitation(token=damage(token), now=NOW)


def test_a_code_without_its_signature_opens_nothing():
    with pytest.raises(errors.InvitationInvalid):
        invitations.open_invitation(token=invite().code, now=NOW)


def test_a_withdrawn_one_opens_nothing():
    admin = make_admin()
    invitation = invite(actor=admin)
    invitations.revoke_invitation(invitation=invitation, actor=admin, now=NOW)
    with pytest.raises(errors.InvitationRevoked):
        invitations.open_invitation(token=invitations.token_of(invitation), now=NOW)


def test_sent_again_it_gets_a_new_link_and_a_new_time():
    admin = make_admin()
    invitation = invite(actor=admin)
    old = invitations.token_of(invitation)
    later = NOW + dt.timedelta(days=8)

    invitations.renew_invitation(invitation=invitation, actor=admin, now=later)

    with pytest.raises(errors.InvitationInvalid):
        invitations.open_invitation(token=old, now=later)
    token = invitations.token_of(invitation)
    assert invitations.open_invitation(token=token, now=later + SECONDS_BEFORE_END)


# --- Accepting -----------------------------------------------------------------------------------
def test_two_clicks_make_one_account():
    invitation = invite()
    seen_twice = Invitation.objects.get(pk=invitation.pk)
    invitations.accept_as_new_person(invitation=invitation, name="Eric", password=PASSWORD, now=NOW)
    with pytest.raises(errors.InvitationUsed):
        invitations.accept_as_new_person(
            invitation=seen_twice, name="Eric", password="another-password-9", now=NOW
        )
    user = User.objects.get(email="eric@example.rw")
    assert user.check_password(PASSWORD)


def test_expired_between_page_and_click_is_refused():
    invitation = invite()
    with pytest.raises(errors.InvitationExpired):
        invitations.accept_as_new_person(
            invitation=invitation, name="E", password=PASSWORD, now=NOW + dt.timedelta(days=7)
        )
    assert not User.objects.filter(email="eric@example.rw").exists()


def test_the_page_makes_the_account_and_leads_to_work(client):
    invitation = fresh_invitation()
    page = client.get(link_to(invitation)).content.decode()
    assert "Admin invites you to work with us." in page
    assert "Kitchen" in page

    response = accept(client, invitation)

    assert response["Location"] == "/staff/kitchen/"
    user = User.objects.get(email="eric@example.rw")
    assert user.is_staff
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == ["kitchen"]
    assert EmailAddress.objects.get(user=user).verified
    assert Invitation.objects.get().accepted_by == user


def test_a_weak_password_makes_no_account(client):
    response = accept(client, fresh_invitation(), password1="password")
    assert response.status_code == 200
    assert not User.objects.filter(email="eric@example.rw").exists()


def test_a_used_link_says_so_and_changes_nothing(client):
    invitation = fresh_invitation()
    accept(client, invitation)
    client.logout()

    response = accept(client, invitation, password1="igitoki-na-ibihaza-3")

    assert response.status_code == 410
    assert "was used already" in response.content.decode()
    assert User.objects.get(email="eric@example.rw").check_password(PASSWORD)


def test_an_existing_customer_is_not_taken_over(client):
    customer = make_customer("eric@example.rw")
    invitation = fresh_invitation()

    response = accept(client, invitation, password1="igitoki-na-ibihaza-3")

    assert "Log in with its password" in response.content.decode()
    customer.refresh_from_db()
    assert customer.check_password(PASSWORD)
    assert not customer.is_staff
    assert Invitation.objects.get().accepted_at is None


def test_an_existing_customer_accepts_after_logging_in(client):
    customer = make_customer("eric@example.rw")
    EmailAddress.objects.create(user=customer, email="other@example.rw")
    invitation = fresh_invitation()
    client.force_login(customer)

    response = client.post(link_to(invitation))

    assert response["Location"] == "/staff/kitchen/"
    customer.refresh_from_db()
    assert customer.is_staff
    assert [group.name for group in customer.groups.all()] == ["kitchen"]
    assert [row.email for row in customer.emailaddress_set.all()] == ["eric@example.rw"]


def test_looking_at_the_page_accepts_nothing(client):
    customer = make_customer("eric@example.rw")
    invitation = fresh_invitation()
    client.force_login(customer)
    client.get(link_to(invitation))
    assert Invitation.objects.get().accepted_at is None


def test_somebody_else_cannot_accept(client):
    other = make_customer("other@example.rw")
    invitation = fresh_invitation()
    client.force_login(other)

    page = client.post(link_to(invitation)).content.decode()

    assert "This invitation is for eric@example.rw." in page
    other.refresh_from_db()
    assert not other.is_staff
    assert Invitation.objects.get().accepted_at is None


# --- The screens in the admin --------------------------------------------------------------------
def post_invitation(client, **data):
    kitchen = Group.objects.get(name="kitchen")
    form = {
        "email": "eric@example.rw",
        "name": "Eric Mugisha",
        "roles": [kitchen.pk],
        "language": "en",
    }
    return client.post("/cms/invitation/new/", {**form, **data})


def test_a_manager_invites_from_the_admin(client, mailoutbox):
    client.force_login(make_staff("manager"))
    assert client.get("/cms/invitation/new/").status_code == 200

    response = post_invitation(client)

    assert response["Location"] == "/cms/invitation/"
    assert [mail.to for mail in mailoutbox] == [["eric@example.rw"]]
    assert "Eric Mugisha" in client.get("/cms/invitation/").content.decode()


def test_a_second_invitation_is_answered_on_the_form(client, mailoutbox):
    client.force_login(make_staff("manager"))
    post_invitation(client)

    response = post_invitation(client)

    assert response.status_code == 200
    assert "has an open invitation" in response.content.decode()
    assert len(mailoutbox) == 1


def test_renew_and_revoke_are_buttons(client, mailoutbox):
    client.force_login(make_staff("manager"))
    post_invitation(client)
    invitation = Invitation.objects.get()
    page = client.get(f"/cms/invitation/{invitation.pk}/").content.decode()
    assert re.findall(r'action="(/cms/invitation/\d+/\w+/)"', page) == [
        f"/cms/invitation/{invitation.pk}/renew/",
        f"/cms/invitation/{invitation.pk}/revoke/",
    ]

    assert client.get(f"/cms/invitation/{invitation.pk}/revoke/").status_code == 405
    client.post(f"/cms/invitation/{invitation.pk}/renew/")
    assert len(mailoutbox) == 2
    client.post(f"/cms/invitation/{invitation.pk}/revoke/")
    assert Invitation.objects.get().revoked_at is not None


@pytest.mark.parametrize("role", ["marketing", "menu_manager", "support", "ops", "kitchen"])
def test_other_roles_see_and_send_no_invitations(client, role, mailoutbox):
    invitation = fresh_invitation()
    client.force_login(make_staff(role))

    assert client.get("/cms/invitation/").status_code in {302, 403}
    assert post_invitation(client, email="friend@example.rw").status_code in {302, 403}
    client.post(f"/cms/invitation/{invitation.pk}/revoke/")

    assert mailoutbox == []
    assert Invitation.objects.get().revoked_at is None
