from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from site_core.users.errors import PhoneTaken
from site_core.users.models import User
from site_core.users.services import prove_phone

from .people import NOW, make_customer

pytestmark = pytest.mark.django_db


def test_nobody_is_without_email_and_phone():
    with pytest.raises(IntegrityError, match="user_reachable_by_email_or_phone"):
        User.objects.create_user(name="Nobody")


def test_an_email_is_one_account_in_any_case():
    make_customer("uwase@example.rw")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Uwase@Example.rw")])
    assert User.objects.count() == 1


def test_two_people_without_email_are_fine():
    make_customer(None, phone="0788123456")
    make_customer(None, phone="0788123457")
    assert User.objects.filter(email=None).count() == 2


def test_only_one_account_can_have_proved_a_number():
    make_customer(None, phone="0788123456")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_customer("second@example.rw", phone="+250788123456")


def test_a_number_that_was_only_typed_does_not_keep_its_owner_out():
    squatter = make_customer("squatter@example.rw", phone="0788123456", phone_proved=False)
    owner = make_customer(None, phone="0788123456", phone_proved=False)

    prove_phone(user=owner, phone="+250788123456", now=NOW)

    owner.refresh_from_db()
    squatter.refresh_from_db()
    assert (owner.phone, owner.phone_verified_at) == ("+250788123456", NOW)
    assert squatter.phone is None


def test_a_proved_number_cannot_be_proved_by_another():
    holder = make_customer(None, phone="0788123456")
    late = make_customer("late@example.rw")

    with pytest.raises(PhoneTaken):
        prove_phone(user=late, phone="+250788123456", now=NOW)

    holder.refresh_from_db()
    assert holder.phone == "+250788123456"
    assert User.objects.get(pk=late.pk).phone is None
