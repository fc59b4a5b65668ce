"""Carts, orders, payments, refunds, coupons, store credit and points, driven in any order.

Each rule is something that a person, a provider or the worker may do at any time; a refusal is an
answer like another. After every step the books are read (`books.py`) and must be sound.
"""

from __future__ import annotations

import datetime as dt
import inspect
import itertools
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.cache import caches
from django.db import connection, transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ordering.carts.coupons import add_coupon
from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.carts.services import add_to_cart, deliver_to, make_cart, set_quantity
from ordering.catalogue.models import MenuItem
from ordering.changes.drafts import open_change
from ordering.changes.selectors import change_draft, view_draft
from ordering.changes.services import Agreed, change_order
from ordering.checkout.paying import pay
from ordering.checkout.services import cancel_order, place_order
from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.checkout.values import Wish
from ordering.credit.services import grant
from ordering.fulfilment.item_panel import set_portions_left
from ordering.fulfilment.services import (
    cash_due,
    cook_step,
    could_not_hand_over,
    hand_over,
    put_back,
    take_orders,
)
from ordering.loyalty.adjusting import adjust_points
from ordering.loyalty.models import Reward
from ordering.loyalty.rewards import redeem_reward
from ordering.loyalty.services import settle_due_orders
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.orders.values import Contact
from ordering.payments import gateways
from ordering.payments.asking import poll_due, request_payment
from ordering.payments.models import Method, Payment, PaymentMethod, Status
from ordering.payments.services import confirm_by_hand, refuse_by_hand, take_hint
from ordering.promotions.models import Kind
from ordering.promotions.values import Customer
from ordering.refunds.carrying import carry_out_due, pay_out
from ordering.refunds.models import Refund, RefundPart
from ordering.refunds.papers import issue_receipts
from ordering.refunds.selectors import lines_left, refundable
from ordering.refunds.services import (
    approve_refund,
    cost_of_lines,
    refund_order,
    reject_refund,
)
from ordering.refunds.tests.factories import manager, support
from ordering.testing import (
    NOON,
    bed_place,
    make_item,
    make_promotion,
    make_user,
    make_zone,
    open_all_day,
)
from site_core.base.errors import DomainError
from site_core.users.models import User

from .books import wrong_in_the_books
from .provider import Provider

ANYTHING = 10**9
index = st.integers(0, 5)
quantity = st.integers(1, 3)
ticks = st.sampled_from([("points", "credit"), ("points",), ("credit",), ()])
method = st.sampled_from([Method.MTN, Method.MTN, Method.CASH, Method.BY_HAND])
NEXT = {
    State.CONFIRMED: State.PREPARING,
    State.PREPARING: State.READY,
}


class House(RuleBasedStateMachine):
    """One day at the restaurant, undone afterwards."""

    @initialize()
    def open(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        for alias in caches:
            caches[alias].clear()
        self.now = NOON
        self.number = itertools.count(1)
        self.provider = Provider(depth=len(connection.savepoint_ids))
        self.before = gateways.GATEWAYS[Method.MTN]
        gateways.GATEWAYS[Method.MTN] = self.provider
        PaymentMethod.objects.filter(method=Method.BY_HAND).update(is_offered=True, pay_to="0788")
        zone = make_zone("wards", fee=500, free_from=9_000, minimum=1_000)
        open_all_day(zone, capacity=14)
        self.place = bed_place(zone)
        self.dishes = [
            make_item("isombe", price=2_500, daily_portions=6),
            make_item("fish", price=4_001, daily_portions=4),
            make_item("tea", price=333, tax_class="exempt"),
        ]
        make_promotion("Lunch", percent=10, minimum=3_000, max_uses=3, budget=900)
        make_promotion("Ten", code="TEN", kind=Kind.AMOUNT, amount=700, max_uses_per_customer=1)
        make_promotion("Free", code="FREE", kind=Kind.FREE_DELIVERY, is_stackable=True, max_uses=2)
        self.rewards = {
            "store_credit": Reward.objects.create(
                name="Credit", kind="store_credit", points=120, amount=600
            ),
            "free_delivery": Reward.objects.create(name="Way", kind="free_delivery", points=150),
        }
        self.people = [make_user("Aline"), make_user("Bosco"), None]
        self.carts = [make_cart(user=person) for person in self.people]
        self.staff, self.boss, self.other_boss = support(), manager(), manager()
        for person in self.people[:2]:
            self._give_points(person, 500)

    def teardown(self) -> None:
        if not hasattr(self, "atomic"):
            return
        try:
            if not connection.needs_rollback:
                self._settle_down()
        finally:
            gateways.GATEWAYS[Method.MTN] = self.before
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _settle_down(self) -> None:
        """Everybody answers at last: what the provider moved is what we wrote down."""
        self.provider.is_deaf = self.provider.is_mute = False
        for _round in range(8):
            self.now += dt.timedelta(hours=1)
            self._work()
        self.books_are_sound()
        ours = Payment.objects.filter(method=Method.MTN, status=Status.SUCCEEDED)
        assert sum(ours.values_list("amount", flat=True)) == self.provider.received
        parts = RefundPart.objects.filter(
            payment__method=Method.MTN, way=Refund.Way.BACK, state=RefundPart.State.SUCCEEDED
        )
        by_provider = parts.filter(reference__in=self.provider.returns)
        assert sum(by_provider.values_list("amount", flat=True)) == self.provider.returned

    @invariant()
    def books_are_sound(self) -> None:
        problems = wrong_in_the_books()
        assert not problems, "; ".join(problems)

    # --- who does what -------------------------------------------------------------------------

    def _try(self, deed: Callable[[], Any]) -> Any:
        """Do it, or be refused; everything else is a bug."""
        for alias in caches:
            caches[alias].clear()
        self.now += dt.timedelta(seconds=1)
        name = inspect.stack()[1].function
        try:
            done = deed()
        except DomainError as refusal:
            event(f"{name}: {type(refusal).__name__}")
            return None
        event(f"{name}: done")
        return done

    def _order(self, pick: int) -> Order:
        orders = Order.objects.order_by("-pk")
        return orders[pick % len(orders)]

    def _contact(self, who: int) -> Contact:
        phone = f"+25078800000{who % 3}"
        return Contact(name="Aline", phone=phone, user=self.people[who % 3])

    has_orders = precondition(lambda self: Order.objects.exists())
    has_open_requests = precondition(lambda self: self.provider.is_waiting)
    has_transfers = precondition(
        lambda self: Payment.objects.filter(method=Method.BY_HAND, status=Status.PENDING).exists()
    )
    has_requested = precondition(
        lambda self: Refund.objects.filter(state=Refund.State.REQUESTED).exists()
    )
    has_to_pay_out = precondition(
        lambda self: RefundPart.objects.filter(state=RefundPart.State.BY_HAND).exists()
    )

    @rule(who=index, dish=index, count=quantity)
    def add(self, who: int, dish: int, count: int) -> None:
        item = MenuItem.objects.get(pk=self.dishes[dish % 3].pk)
        self._try(
            lambda: add_to_cart(
                cart=self.carts[who % 3], item=item, size="", options=(), quantity=count,
                note="", now=self.now,
            )
        )  # fmt: skip

    @rule(who=index, code=st.sampled_from(["TEN", "FREE", "ten", "nothing"]))
    def type_a_coupon(self, who: int, code: str) -> None:
        cart = Cart.objects.get(pk=self.carts[who % 3].pk)
        self._try(lambda: add_coupon(cart=cart, text=code, address="1", now=self.now))

    @rule(who=index, by=method, ticked=ticks, dish=index, count=quantity)
    def order(self, who: int, by: str, ticked: tuple[str, ...], dish: int, count: int) -> None:
        self._place(who, by, ticked, dish, count)

    @rule(who=index, by=method, ticked=ticks, dish=index, count=quantity)
    def order_with_a_coupon(
        self, who: int, by: str, ticked: tuple[str, ...], dish: int, count: int
    ) -> None:
        self.type_a_coupon(who, "TEN" if count % 2 else "FREE")
        self._place(who, by, ticked, dish, count)

    def _place(self, who: int, by: str, ticked: tuple[str, ...], dish: int, count: int) -> None:
        self.add(who, dish, count)
        cart = Cart.objects.get(pk=self.carts[who % 3].pk)
        deliver_to(cart=cart, place=self.place)
        contact = self._contact(who)
        customer = Customer(contact.user.pk if contact.user else None, contact.phone)
        seen = view_cart(cart, now=self.now, customer=customer, method=by)
        wish = Wish(
            token=cart.checkout_token,
            digest=seen.digest,
            expected_total=ANYTHING,
            contact=contact,
            slot_key="asap",
            payment_method=by,
            use_credit="credit" in ticked,
            use_points="points" in ticked,
        )
        order = self._try(lambda: place_order(cart=cart, wish=wish, now=self.now))
        again = self._try(lambda: place_order(cart=cart, wish=wish, now=self.now))
        assert order == again
        if order is not None:
            figures = (order.subtotal, order.discount, order.fee, order.total + order.credit)
            shown = seen.quote
            assert figures == (shown.subtotal, shown.discount, shown.fee, shown.total)

    @has_orders
    @rule(pick=index, by=method, who=index)
    def pay_again(self, pick: int, by: str, who: int) -> None:
        order = self._order(pick)
        phone = self._contact(who).phone
        self._try(lambda: pay(order=order, method=by, payer_phone=phone, now=self.now))

    @has_open_requests
    @rule(which=index, pays=st.booleans(), then=st.sampled_from(["callback", "silence", "work"]))
    def payer_decides(self, which: int, pays: bool, then: str) -> None:
        self.provider.decide(which, pays=pays)
        if then == "callback":
            for payment in Payment.objects.filter(method=Method.MTN):
                take_hint(method=Method.MTN, reference=payment.reference, now=self.now)
        if then != "silence":
            poll_due(self.now)

    @has_orders
    @rule(mood=st.sampled_from(["", "", "deaf", "mute"]), takes_back=st.booleans())
    def provider_changes(self, mood: str, takes_back: bool) -> None:
        self.provider.is_deaf, self.provider.is_mute = mood == "deaf", mood == "mute"
        self.provider.takes_back = takes_back

    @has_open_requests
    @rule(pick=index)
    def ask_twice(self, pick: int) -> None:
        """The web process died after saving the attempt, and somebody asks once more."""
        payment = self._order(pick).payments.filter(method=Method.MTN).first()
        if payment is not None and payment.is_open:
            request_payment(payment=payment, now=self.now)

    @has_orders
    @rule(minutes=st.sampled_from([0, 1, 4, 16, 61]))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)
        self._work()

    def _work(self) -> None:
        """One turn of the worker."""
        poll_due(self.now)
        expire_unpaid(self.now)
        place_loose_money(self.now)
        carry_out_due(self.now)
        issue_receipts(self.now)
        settle_due_orders(self.now)

    # --- the kitchen and the courier -----------------------------------------------------------

    @has_orders
    @rule(pick=index, deed=st.sampled_from(["next", "next", "next", "back", "fail"]))
    def move(self, pick: int, deed: str) -> None:
        order = self._order(pick)
        self._try(lambda: getattr(self, f"_{deed}")(order))

    def _next(self, order: Order) -> None:
        if order.state in NEXT:
            to = NEXT[State(order.state)]
            cook_step(
                order=order, to=to, seen_version=order.version, actor=self.staff, now=self.now
            )
        elif order.state == State.READY:
            take_orders(orders=[order], courier=self.staff, now=self.now)
        else:
            hand_over(order=order, cash=cash_due(order), actor=self.staff, now=self.now)

    def _back(self, order: Order) -> None:
        if order.state == State.OUT_FOR_DELIVERY:
            put_back(order=order, actor=self.staff, now=self.now)
            return
        back = State.PREPARING if order.state == State.READY else State.CONFIRMED
        cook_step(order=order, to=back, seen_version=order.version, actor=self.staff, now=self.now)

    def _fail(self, order: Order) -> None:
        could_not_hand_over(order=order, reason="asleep", actor=self.staff, now=self.now)

    @has_orders
    @rule(dish=index, left=st.integers(0, 4))
    def count_at_the_pot(self, dish: int, left: int) -> None:
        set_portions_left(item=self.dishes[dish % 3], left=left, now=self.now)

    @has_orders
    @rule(dish=index, price=st.integers(100, 6_000))
    def change_a_price(self, dish: int, price: int) -> None:
        MenuItem.objects.filter(pk=self.dishes[dish % 3].pk).update(price=price)

    # --- changes of mind -----------------------------------------------------------------------

    @has_orders
    @rule(pick=index, role=st.sampled_from([Role.CUSTOMER, Role.SUPPORT]))
    def cancel(self, pick: int, role: str) -> None:
        order = self._order(pick)
        self._try(
            lambda: cancel_order(
                order=order, role=role, actor=self.staff, now=self.now, reason="as they wish"
            )
        )

    @has_orders
    @rule(pick=index, dish=index, count=st.integers(0, 4))
    def change(self, pick: int, dish: int, count: int) -> None:
        order = self._order(pick)
        self._try(lambda: self._change(order, self.dishes[dish % 3], count))

    def _change(self, order: Order, item: MenuItem, count: int) -> None:
        draft = open_change(order=order, staff=None)
        row = draft.cart.lines.filter(item=item).first()
        if row is not None:
            set_quantity(cart=draft.cart, line_id=row.pk, quantity=count)
        elif count:
            fresh = MenuItem.objects.get(pk=item.pk)
            add_to_cart(
                cart=draft.cart, item=fresh, size="", options=(), quantity=count, note="",
                now=self.now,
            )  # fmt: skip
        ready = change_draft(Order.objects.get(pk=order.pk), None)
        assert ready is not None
        view = view_draft(ready, now=self.now)
        agreed = Agreed(view.digest, ANYTHING)
        change_order(draft=ready, agreed=agreed, role=Role.CUSTOMER, actor=None, now=self.now)
        order.refresh_from_db()
        figures = (order.subtotal, order.discount, order.fee, order.credit, order.total)
        shown = view.quote
        assert figures == (shown.subtotal, shown.discount, shown.fee, shown.credit, shown.total)

    # --- money by hand, and money back ---------------------------------------------------------

    @rule(who=st.integers(0, 1), amount=st.integers(1, 4_000))
    def give_credit(self, who: int, amount: int) -> None:
        person, key = self.people[who], uuid.uuid4().hex
        for _twice in range(2):
            grant(user=person, amount=amount, reason="sorry", unique_key=key, now=self.now)

    @rule(who=st.integers(0, 1), points=st.sampled_from([-150, -1, 7, 100, 500]))
    def give_points(self, who: int, points: int) -> None:
        self._give_points(self.people[who], points)

    def _give_points(self, person: User | None, points: int) -> None:
        """A manager gives or takes; twice the same is once."""
        assert person is not None
        token = uuid.uuid4()
        for _twice in range(2):
            self._try(
                lambda: adjust_points(
                    user=person, points=points, reason="sorry", token=token,
                    actor=self.boss, now=self.now,
                )
            )  # fmt: skip

    @rule(who=st.integers(0, 1), gives=st.sampled_from(["store_credit", "free_delivery"]))
    def exchange_points(self, who: int, gives: str) -> None:
        person, token = self.people[who], uuid.uuid4()
        for _twice in range(2):
            self._try(
                lambda: redeem_reward(
                    user=person, reward=self.rewards[gives], token=token, now=self.now
                )
            )

    @has_transfers
    @rule(pick=index, share=st.sampled_from([0, 50, 100, 150]))
    def find_a_transfer(self, pick: int, share: int) -> None:
        found = Payment.objects.filter(method=Method.BY_HAND).order_by("-pk")
        payment = found[pick % len(found)]
        if not share:
            self._try(
                lambda: refuse_by_hand(
                    payment=payment, reason="nothing", actor=self.boss, now=self.now
                )
            )
            return
        self._try(
            lambda: confirm_by_hand(
                payment=payment, received=payment.amount * share // 100,
                provider_id=str(next(self.number)), actor=self.boss, now=self.now,
            )
        )  # fmt: skip

    @has_orders
    @rule(
        pick=index,
        share=st.sampled_from([10, 50, 100, 101]),
        way=st.sampled_from(Refund.Way.values),
        is_boss=st.booleans(),
        by_line=st.booleans(),
    )
    def give_back(self, pick: int, share: int, way: str, is_boss: bool, by_line: bool) -> None:
        order, key = self._order(pick), uuid.uuid4().hex
        quantities = {entry.line.pk: 1 for entry in lines_left(order) if entry.left}
        quantities = dict(list(quantities.items())[:1]) if by_line else {}

        def deed() -> None:
            amount = refundable(order) * share // 100
            if quantities:
                amount = cost_of_lines(order, quantities)
            for _twice in range(2):
                refund_order(
                    order=order, amount=amount, reason="cold", way=way, unique_key=key,
                    actor=self.boss if is_boss else self.staff, now=self.now,
                    quantities=quantities,
                )  # fmt: skip

        self._try(deed)

    @has_requested
    @rule(agrees=st.booleans())
    def decide_refunds(self, agrees: bool) -> None:
        for refund in Refund.objects.filter(state=Refund.State.REQUESTED):
            facts: dict[str, Any] = {"refund": refund, "actor": self.other_boss, "now": self.now}
            if agrees:
                self._try(partial(approve_refund, **facts))
            else:
                self._try(partial(reject_refund, reason="no", **facts))

    @has_to_pay_out
    @rule()
    def pay_out_by_hand(self) -> None:
        for part in RefundPart.objects.filter(state=RefundPart.State.BY_HAND):
            self._try(partial(pay_out, part=part, recipient="Aline", actor=self.boss, now=self.now))
