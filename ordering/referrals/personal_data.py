"""Who invited whom. A friend is known again by a keyed digest only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import Referral, ReferralCode, RefusedInvitation


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    codes = ReferralCode.objects.filter(user=subject.user).values("code")
    invited = Referral.objects.filter(referrer=subject.user).order_by("created_at", "pk")
    refused = RefusedInvitation.objects.filter(referrer=subject.user).order_by("at", "pk")
    return [*codes, *invited.values("state", "points", "created_at"), *refused.values("by", "at")]


def _forget(subject: Subject) -> None:
    if subject.user is None:
        return
    ReferralCode.objects.filter(user=subject.user).delete()
    RefusedInvitation.objects.filter(referrer=subject.user).delete()
    Referral.objects.filter(referrer=subject.user).update(referrer=None)
    Referral.objects.filter(friend=subject.user).update(friend=None)


HOLDER = Holder(
    code="invitations",
    label=_("Friends you invited"),
    models=("referrals.ReferralCode", "referrals.Referral", "referrals.RefusedInvitation"),
    read=_read,
    forget=_forget,
)
