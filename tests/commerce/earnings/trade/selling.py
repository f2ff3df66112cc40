"""Goods are sold, sent, cancelled, refused at the door and given back; rates change meanwhile."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import rule

from commerce.foundation.core.actors import PLATFORM, SYSTEM
from commerce.money.payments.services import send_due_refunds
from commerce.money.tax.models import TaxRate
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.services import add_rule, move_rule, remove_rule, set_rate
from commerce.shop.order import services as orders
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.services import approve_refund, ask_refund, refuse_refund, withdraw_refund
from commerce.shop.refunds.wishes import Wish
from tests.commerce.earnings.trade import street
from tests.commerce.earnings.trade.story import TradeStory, baskets, vouchers, wishes
from tests.commerce.earnings.trade.street import ASKER, DECIDER, SECOND
from tests.commerce.money.stories.story import any_of, moods, one, people, trying

DOOR = ["refuse at the door", "refuse some at the door"]
ACTS = ["accept", "ship some", "ship", "deliver", "deliver", "deliver", "reject", *DOOR, *DOOR]
KINDS = ["whole", "lines", "amount", "shipping", "goodwill"]
wants = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "to": st.sampled_from(["origin", "origin", "wallet", "seller"]),
        "goods": st.sampled_from(["kept", "sound", "spoilt"]),
        "funded_by": st.sampled_from(["platform", "market"]),
        "amount": st.integers(1, 400_000),
    }
)


class GoodsAreSold(TradeStory):
    @rule(who=people, basket=baskets, wish=wishes, codes=vouchers)
    def buy(self, who, basket, wish, codes):
        with trying():
            street.pay(street.buy(self.ground, self.person(who), basket, wish, codes))

    @rule(which=any_of, act=st.sampled_from(ACTS))
    def go_on(self, which, act):
        with trying():
            part = one(VendorOrder.objects.exclude(shown_at=None), which)
            told = self.as_market(part) | {"vendor_order": part.public_id}
            some = {line.public_id: 1 for line in part.lines.all()[:1]}
            match act:
                case "accept":
                    orders.accept_vendor_order(**told)
                case "ship":
                    orders.ship_vendor_order(**told, shipment=orders.Shipment(carrier="پست"))
                case "ship some":
                    orders.ship_vendor_order(**told, shipment=orders.Shipment(carrier="پست", lines=some))
                case "deliver":
                    street.deliver(part, told)
                case "reject":
                    orders.reject_vendor_order(**told, reason="شکست")
                case "refuse at the door":
                    orders.refuse_delivery(**told, reason="نخواست", put_back=True)
                case "refuse some at the door":
                    orders.refuse_delivery(**told, reason="نخواست", lines=some)

    @rule(which=any_of, quantity=st.integers(1, 2))
    def cancel_lines(self, which, quantity):
        with trying():
            part = one(VendorOrder.objects.exclude(shown_at=None), which)
            lines = {line.public_id: quantity for line in part.lines.order_by("-pk")[:1]}
            key = f"cancel-{self.number()}"
            orders.cancel_lines(
                **self.as_market(part), vendor_order=part.public_id, lines=lines, reason="نبود", key=key
            )

    @rule(
        which=any_of, side=st.sampled_from(["staff", "staff", "vendor", "shopper"]), want=wants, at_once=st.booleans()
    )
    def ask_back(self, which, side, want, at_once):
        with trying():
            part = one(VendorOrder.objects.exclude(shown_at=None), which)
            asker = {
                "staff": {"actor": ASKER, "tenant": PLATFORM},
                "vendor": self.as_market(part),
                "shopper": {"actor": street.fair.actor_of(part.order.user)},
            }[side]
            made = ask_refund(**asker, side=side, vendor_order=part.public_id, wish=wish_of(part, want))
            if at_once and made.is_open:
                approve_refund(actor=DECIDER, tenant=PLATFORM, request=made.public_id)

    @rule(which=any_of, act=st.sampled_from(["approve", "approve", "approve", "refuse", "withdraw"]), answers=moods)
    def decide(self, which, act, answers):
        with trying(), self.banks_answer(answers):
            request = one(RefundRequest.objects.filter(status__in=["asked", "approved"]), which)
            if act == "withdraw":
                withdraw_refund(actor=ASKER, tenant=PLATFORM, request=request.public_id)
            elif act == "refuse":
                refuse_refund(actor=DECIDER, tenant=PLATFORM, request=request.public_id, reason="نه")
            else:
                for who in (DECIDER, SECOND):
                    with trying():
                        approve_refund(actor=who, tenant=PLATFORM, request=request.public_id)
            send_due_refunds()

    @rule(percent=st.decimals(0, 40, places=2))
    def change_the_rate(self, percent):
        set_rate(actor=SYSTEM, percent=percent)

    @rule(percent=st.decimals(0, 100, places=1), fixed=st.integers(0, 30_000), cap=st.none() | st.integers(0, 90_000))
    def add_a_rule(self, percent, fixed, cap):
        applies = ["items", "shipping", "both"][fixed % 3]
        fields = {"name": "پله", "percent": percent, "fixed": fixed, "cap": cap, "applies_to": applies}
        with trying():
            rule_ = add_rule(actor=SYSTEM, fields=fields)
            move_rule(actor=SYSTEM, rule=rule_.public_id, to=1, even_if_it_shadows=True)

    @rule(which=any_of)
    def remove_a_rule(self, which):
        with trying():
            remove_rule(actor=SYSTEM, rule=one(CommissionRule.objects.all(), which).public_id)

    @rule(percent=st.sampled_from([Decimal(0), Decimal("9.00"), Decimal("10.00"), Decimal("12.50")]))
    def the_law_changes(self, percent):
        TaxRate.objects.filter(tax_class="standard").update(percent=percent)


def wish_of(part: VendorOrder, want: dict) -> Wish:
    """What of a part somebody wants back."""
    told = {"kind": want["kind"], "reason": "other", "to": want["to"], "goods": want["goods"]}
    line = part.lines.order_by("-pk").first()
    match want["kind"]:
        case "lines":
            told["quantities"] = {line.public_id: 1 + want["amount"] % 2}
        case "amount":
            told["amounts"] = {line.public_id: want["amount"]}
        case "shipping":
            told["amount"] = want["amount"] if want["amount"] % 2 else None
        case "goodwill":
            told |= {"amount": want["amount"], "funded_by": want["funded_by"], "to": "wallet"}
    return Wish(**told)
