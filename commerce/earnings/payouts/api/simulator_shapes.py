"""What the simulator is asked, and the numbers it answers with."""

from typing import Any

from rest_framework import serializers

from commerce.earnings.payouts.simulating import SimulatedLine, SimulatedMarket, SimulatedShare, Simulation
from commerce.foundation.core.money import Money
from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.money.payments.models import Payment
from commerce.money.tax.models import TaxClass
from commerce.shop.basket.policies import MOST_LINES, MOST_OF_ONE


class SimulatorLineIn(serializers.Serializer):
    offer = serializers.CharField(max_length=24, help_text="The public id of an offer of this market.")
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE, default=1)


class SimulatorIn(serializers.Serializer):
    lines = serializers.ListField(child=SimulatorLineIn(), min_length=1, max_length=MOST_LINES)
    vouchers = serializers.ListField(child=CleanTextField(max_length=128), max_length=20, default=list)
    delivery = serializers.CharField(max_length=40, required=False, help_text="The market's first way unless told.")
    payment = serializers.ChoiceField(choices=Payment.Method.choices, default=Payment.Method.GATEWAY)
    on = serializers.DateField(required=False, help_text="Today unless told, or a coming day.")
    delivered_on = serializers.DateField(required=False)


class PassedRuleOut(serializers.Serializer):
    name = serializers.CharField()
    why = serializers.CharField()


class SimulatedShareOut(serializers.Serializer):
    holder = serializers.CharField(help_text="vendor, commission, commission_vat, carrier, affiliate.")
    amount = MoneyField()
    reason = serializers.CharField()
    passed = PassedRuleOut(many=True)
    others = serializers.CharField(allow_blank=True, help_text="How many more rules were passed by, about others.")


class SimulatedTaxOut(serializers.Serializer):
    tax_class = serializers.ChoiceField(choices=[("", "none"), *TaxClass.choices])
    percent = serializers.CharField()
    amount = MoneyField()
    on_top = MoneyField()


class SimulatedLineOut(serializers.Serializer):
    offer = serializers.CharField(allow_blank=True, help_text="Empty for the delivery.")
    title = serializers.CharField()
    variant = serializers.CharField(allow_blank=True)
    quantity = serializers.IntegerField()
    unit_price = MoneyField()
    market_discount = MoneyField()
    platform_discount = MoneyField()
    tax = SimulatedTaxOut()
    sold_for = MoneyField()
    payable = MoneyField()
    shares = SimulatedShareOut(many=True)
    problems = serializers.ListField(child=serializers.CharField())


class SimulatedPayoutOut(serializers.Serializer):
    release_on = serializers.DateField()
    payout_on = serializers.DateField(allow_null=True)
    why = serializers.CharField()


class SimulatedVoucherOut(serializers.Serializer):
    code = serializers.CharField()
    funded_by = serializers.CharField()
    amount = MoneyField()
    problem = serializers.CharField(allow_blank=True)


class SimulationTotalsOut(serializers.Serializer):
    items = MoneyField()
    shipping = MoneyField()
    market_discount = MoneyField()
    platform_discount = MoneyField()
    tax = MoneyField()
    payable = MoneyField()


class SimulationOut(serializers.Serializer):
    at = serializers.DateTimeField()
    payment = serializers.CharField()
    lines = SimulatedLineOut(many=True)
    vouchers = SimulatedVoucherOut(many=True)
    totals = SimulationTotalsOut()
    shares = serializers.DictField(child=MoneyField(), help_text="What each holder gets of it all.")
    prices_include_tax = serializers.BooleanField()
    tax_to_be_confirmed = serializers.BooleanField()
    delivered_on = serializers.DateField()
    collects = MoneyField(help_text="What the market takes in itself at the door.")
    to_pay_out = MoneyField(help_text="What reaches the market through us; below zero is what it owes.")
    payout = SimulatedPayoutOut(allow_null=True)


def document_of(found: Simulation) -> dict[str, Any]:
    """The simulation of one market's sale as the API writes it."""
    part = found.markets[0]
    totals = ("items", "shipping", "market_discount", "platform_discount", "tax", "payable")
    return {
        "at": found.at.isoformat(),
        "payment": found.payment,
        "lines": [_line(line) for line in part.lines],
        "vouchers": [
            {
                "code": voucher.code,
                "funded_by": voucher.funded_by,
                "amount": Money(voucher.amount),
                "problem": voucher.problem,
            }
            for voucher in found.vouchers
        ],
        "totals": {name: Money(getattr(found, name)) for name in totals},
        "shares": {holder: Money(amount) for holder, amount in found.shares.items()},
        "prices_include_tax": found.prices_include_tax,
        "tax_to_be_confirmed": not all(found.checked.values()),
        "delivered_on": part.delivered_on.isoformat(),
        "collects": Money(part.collects),
        "to_pay_out": Money(part.to_pay_out),
        "payout": _payout(part),
    }


def _line(line: SimulatedLine) -> dict[str, Any]:
    return {
        "offer": line.offer,
        "title": line.title,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_price": Money(line.unit_price),
        "market_discount": Money(line.market_discount),
        "platform_discount": Money(line.platform_discount),
        "tax": {
            "tax_class": line.tax_class,
            "percent": str(line.tax_percent),
            "amount": Money(line.tax),
            "on_top": Money(line.tax_on_top),
        },
        "sold_for": Money(line.amount),
        "payable": Money(line.payable),
        "shares": [_share(share) for share in line.shares],
        "problems": list(line.problems),
    }


def _share(share: SimulatedShare) -> dict[str, Any]:
    reason = share.reason
    return {
        "holder": share.holder,
        "amount": Money(share.amount),
        "reason": " · ".join(filter(None, [reason.text, reason.bound])),
        "passed": [{"name": rule.name, "why": rule.why} for rule in reason.passed],
        "others": reason.others,
    }


def _payout(part: SimulatedMarket) -> dict[str, Any] | None:
    if part.payout is None:
        return None
    paid = part.payout.payout_on
    return {
        "release_on": part.payout.release_on.isoformat(),
        "payout_on": paid.isoformat() if paid else None,
        "why": part.payout.why,
    }
