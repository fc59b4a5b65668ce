"""A house with one of everything in it, and a logged-in browser for each role."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.apps import apps
from django.test import Client
from django.utils import timezone

from marketing.campaigns.models import Campaign, CampaignLink
from marketing.feedback.models import Ticket, TicketEntry
from marketing.feedback.tests.matters import make_ticket
from ordering.catalogue.models import AllergenProposal, Category, MenuItem
from ordering.credit.services import grant
from ordering.delivery.models import Address, Bed, Closure, Ward
from ordering.delivery.places import place_of_bed
from ordering.delivery.seeding import seed_delivery
from ordering.dietary.models import Eater
from ordering.loyalty.ledger import account_of
from ordering.loyalty.seeding import seed_rewards
from ordering.orders.models import Order
from ordering.payments.models import Payment
from ordering.promotions.models import Promotion
from ordering.promotions.seeding import seed_referral_offer
from ordering.receipts.models import Receipt
from ordering.receipts.services import issue_receipt
from ordering.referrals.services import code_of
from ordering.refunds.models import Refund, RefundTask
from ordering.refunds.tasks import open_refund_task
from ordering.reviews.tests.meals import make_review
from ordering.settlement.models import CashHandIn
from ordering.subscriptions.models import Plan, Subscription
from ordering.testing import NOON, make_eater, make_item, make_order, make_promotion
from site_core.notifications.models import OutboxMessage
from site_core.notifications.services import seed_templates
from site_core.operations.health import HEARTBEAT_NAME
from site_core.operations.models import Heartbeat
from site_core.users.models import Invitation, User
from site_core.users.services import DEMO_DOMAIN, ensure_demo_accounts

PASSWORD = "a-long-password-for-tests"
ROLES = (
    "anonymous", "customer", "marketing", "menu", "kitchen", "delivery", "support", "manager", "admin",
)  # fmt: skip
MODEL_ROUTE = re.compile(r"cms/\^(?P<model>[a-z]+/[a-z]+)/((?P<action>[a-z]+)/)?.*\$")


class House:
    """One of everything that an address can name, and a logged-in browser for each role."""

    def __init__(self) -> None:
        # Walking through every address may take longer than a worker may be silent.
        ends_at = timezone.now() + dt.timedelta(hours=1)
        Heartbeat.objects.create(name=HEARTBEAT_NAME, at=ends_at)
        seed_delivery()
        seed_templates()
        ensure_demo_accounts(password=PASSWORD)
        Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})
        Closure.objects.create(name="Umuganura", starts_on="2026-08-07", ends_on="2026-08-07")
        self.item = make_item("isombe")
        AllergenProposal.objects.create(item=self.item, proposed_at=NOON)
        make_promotion("Lunch week", is_active=False)
        seed_referral_offer()
        bed = Bed.objects.select_related("room__ward__zone").order_by("pk")[0]
        self.order: Order = make_order(self.item, place=place_of_bed(bed))
        self.receipt = issue_receipt(order=self.order, now=NOON)
        open_refund_task(order=self.order, amount=100, reason="paid twice", now=NOON)
        Refund.objects.create(
            order=self.order,
            amount=100,
            reason="paid twice",
            state=Refund.State.REQUESTED,
            unique_key="house",
            created_at=NOON,
        )
        stranger = User.objects.create_user("stranger@example.org", PASSWORD, name="Stranger")
        grant(user=stranger, amount=100, reason="", unique_key="house", now=NOON)
        account_of(stranger)
        seed_rewards()
        # Whose account the walk closes: none of those that walk.
        self.colleague = User.objects.create_user("left@example.org", name="Left", is_staff=True)
        self.invitation = code_of(stranger)
        self.address = Address.objects.create(user=stranger, label="Home")
        self.eater: Eater = make_eater(owner=stranger)
        Invitation.objects.create(
            email="new@example.org",
            name="New",
            invited_by=stranger,
            created_at=NOON,
            expires_at=NOON + dt.timedelta(days=7),
        )
        self.campaign = Campaign.objects.create(
            name="Soup", subject="Soup", body=[("text", "<p>Soup</p>")]
        )
        self.link = CampaignLink.objects.create(campaign=self.campaign, target="https://x.example/")
        self.entry = make_ticket(self.order)
        self.review = make_review(self.order.lines.get())
        CashHandIn.objects.create(
            courier=stranger,
            received_by=stranger,
            expected=100,
            counted=100,
            unique_key="house",
            at=NOON,
        )
        plan = Plan.objects.create(code="house", name="House", meals_per_cycle=1, cycles=1)
        Subscription.objects.create(token=uuid.uuid4(), plan=plan, created_at=NOON)
        self.clients = {role: Client(raise_request_exception=True) for role in ROLES}
        for role, client in self.clients.items():
            if role != "anonymous":
                client.force_login(User.objects.get(email=f"{role}@{DEMO_DOMAIN}"))

    def path(self, route: str) -> str:
        generic = MODEL_ROUTE.fullmatch(route)
        if generic is not None:
            model = apps.get_model(generic["model"].replace("/", "."))
            row = model._default_manager.order_by("pk").first()
            pk = str(row.pk) if row else "1"
            plain = re.sub(r"\(\?P<instance_pk>.*?\)", pk, route)
            return "/" + plain.replace("^", "").replace("$", "")
        codes = {
            "account/addresses": self.address.code,
            "account/eaters": self.eater.code,
            "cart": self.item.code,
            "invite": self.invitation.code,
            "letters": self.link.code,
            "orders": self.order.code,
            "staff/feedback/reviews": self.review.code,
            # Read anew: shutting the link makes another one.
            "support": Ticket.objects.get(pk=self.entry.ticket_id).code,
            "staff/kitchen/items": self.item.code,
            "staff": self.order.code,
        }
        code = next((value for prefix, value in codes.items() if route.startswith(prefix)), "x")
        path = re.sub(r"<(slug|str):code>", code, route)
        path = path.replace("<int:line_id>", "1").replace("<str:token>", "nonsense")
        path = path.replace("<slug:plan>", "house")
        path = path.replace("<slug:to>", "cancelled").replace("<slug:move>", "pause")
        path = path.replace("<slug:step>", "time")
        path = path.replace("<slug:what>", "confirm")
        path = path.replace("<slug:number>", self.receipt.number)
        path = path.replace("<slug:language>", "en")
        path = path.replace("<slug:method>", "mtn")
        path = path.replace("<uuid:reference>", str(uuid.UUID(int=7)))
        path = path.replace("<int:page_id>/<slug:mark>", "1/nonsense")
        path = path.replace("<slug:kind>", "csv").replace("<int:meal>", "1")
        path = path.replace("<int:number>", str(self.entry.ticket_id))
        pk = str(self._pk(route))
        return "/" + re.sub(r"<(int|str):pk>", pk, path)

    def _pk(self, route: str) -> int:
        if route.startswith("cms/staff-accounts"):
            return self.colleague.pk
        rows = {
            "cms/campaigns": Campaign,
            "cms/invitation": Invitation,
            "cms/delivery/ward": Ward,
            "cms/desk": Order,
            "cms/orders": Order,
            "cms/refunds/refund/order": Order,
            "cms/refunds/refundtask": RefundTask,
            "cms/refunds/refund/decide": Refund,
            "cms/receipts": Receipt,
            "cms/settlement/cashhandin/take": User,
            "cms/payments": Payment,
            "cms/notifications": OutboxMessage,
            "support": TicketEntry,
            "staff/support": TicketEntry,
            "cms/promotions": Promotion,
            "cms/subscriptions": Subscription,
        }
        model = next(
            (model for prefix, model in rows.items() if route.startswith(prefix)), MenuItem
        )
        row = model._default_manager.order_by("pk").first()
        assert row is not None
        return int(row.pk)
