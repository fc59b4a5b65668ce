from __future__ import annotations

import pytest

from site_core.users.phones import InvalidPhone, PhoneField, masked_phone, normalise_phone


@pytest.mark.parametrize(
    "typed",
    [
        "0788123456",
        "0788 123 456",
        "0788-123-456",
        "+250788123456",
        "+250 788 123 456",
        "250788123456",
        "00250788123456",
        " 788123456 ",
    ],
)
def test_every_way_of_writing_is_one_number(typed):
    assert normalise_phone(typed) == "+250788123456"


@pytest.mark.parametrize("typed", ["", "0788", "hello", "07881234567890", "+999123", "0688123456"])
def test_what_no_network_could_assign_is_refused(typed):
    with pytest.raises(InvalidPhone):
        normalise_phone(typed)


def test_a_number_from_abroad_keeps_its_country():
    assert normalise_phone("+33 6 12 34 56 78") == "+33612345678"


def test_the_field_explains_itself():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="Example: 0788 123 456"):
        PhoneField().clean("12")


def test_a_masked_number_shows_its_last_three_digits():
    assert masked_phone("+250788123456") == "+250••••••456"
