"""What the doors of earnings take and give."""

from typing import Any

from rest_framework import serializers

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.coming import Why
from commerce.earnings.payouts.selectors.coming_words import pauses_in_words
from commerce.earnings.payouts.selectors.sales import STATES, EarnedSale
from commerce.earnings.payouts.selectors.statements import GROUPS
from commerce.foundation.core import clock, validators
from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.foundation.core.text import to_ascii_digits
from commerce.money.payments.models import Payment

ACCOUNTS = ("held", "free", "debt")


class JalaliDayField(serializers.CharField):
    """A day of the Jalali calendar, like 1405/09/01."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return clock.parse_jalali_date(to_ascii_digits(super().to_internal_value(data)))
        except validators.InvalidValue as error:
            raise serializers.ValidationError(str(error.message), code=error.code) from None


class DaysIn(serializers.Serializer[Any]):
    since = JalaliDayField(required=False, help_text="From this Jalali day on, in Tehran.")
    until = JalaliDayField(required=False, help_text="To the end of this Jalali day.")


class SalesIn(DaysIn):
    state = serializers.ChoiceField(choices=list(STATES.items()), required=False)
    number = CleanTextField(required=False, max_length=100, help_text="How the order's number begins.")


class EntriesIn(DaysIn):
    account = serializers.ChoiceField(choices=ACCOUNTS, required=False, default="held")


class MonthIn(serializers.Serializer[Any]):
    month = serializers.CharField(max_length=20, help_text="A Jalali month, like 1405-08.")


class FileIn(MonthIn):
    format = serializers.ChoiceField(choices=["pdf", "xlsx"])


class HeapOut(serializers.Serializer[Any]):
    """So much of so many sales."""

    amount = MoneyField()
    sales = serializers.IntegerField()


class ComingDayOut(HeapOut):
    day = serializers.DateField()
    payout_on = serializers.DateField(allow_null=True, help_text="Null where payouts are made when staff say so.")


class NextPayoutOut(serializers.Serializer[Any]):
    on = serializers.DateField(allow_null=True)
    amount = MoneyField()
    why = serializers.ChoiceField(choices=[why.value for why in Why])
    text = serializers.CharField(help_text="The same in a sentence.")
    minimum = MoneyField()


class EarningsOut(serializers.Serializer[Any]):
    """How a market stands with the platform, and what comes when."""

    free = MoneyField(help_text="Below zero where sales were refunded after they had been paid out.")
    held = MoneyField()
    on_its_way = MoneyField()
    debt = MoneyField()
    paid_this_month = MoneyField()
    month = serializers.CharField(help_text="The Jalali month that `paid_this_month` is about.")
    next_payout = NextPayoutOut()
    coming = ComingDayOut(many=True)
    late = HeapOut(help_text="Whose hold is over, about to be freed.")
    waiting = HeapOut(help_text="Not delivered yet.")
    paused = HeapOut(help_text="Kept until what is open is decided.")


class EarnedSaleOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="sale.sale_ref")
    order = serializers.CharField(source="number")
    state = serializers.ChoiceField(choices=list(STATES.items()))
    paused_for = serializers.SerializerMethodField(help_text="In words; empty unless paused.")
    methods = serializers.ListField(child=serializers.ChoiceField(choices=Payment.Method.choices))
    gross = MoneyField(source="sale.amount")
    platform_discount = MoneyField(source="sale.platform_discount")
    paid = MoneyField(source="sale.paid", help_text="What the buyer paid.")
    commission = MoneyField(source="shares.commission")
    vat = MoneyField(source="shares.vat")
    shared = MoneyField(source="shares.shared", help_text="Carriers and marketers.")
    own = MoneyField(source="sale.vendor_amount")
    refunded = MoneyField()
    own_left = MoneyField(source="sale.vendor_left")
    collected = MoneyField(help_text="What the market took in itself.")
    used = MoneyField(help_text="Paid out or netted.")
    booked_at = serializers.DateTimeField(source="sale.posted_at")
    delivered_at = serializers.DateTimeField(source="sale.delivered_at", allow_null=True)
    free_at = serializers.DateTimeField(source="free_on", allow_null=True)

    def get_paused_for(self, told: EarnedSale) -> str:
        return pauses_in_words(told.sale.pauses) if told.state == "paused" else ""


class EarnedSalePage(serializers.Serializer[Any]):
    results = EarnedSaleOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class PassedOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    why = serializers.CharField()


class ShareOut(serializers.Serializer[Any]):
    holder = serializers.CharField()
    amount = MoneyField()
    taken_back = MoneyField()
    is_own = serializers.BooleanField()
    rule = serializers.CharField(source="reason.text")
    bound = serializers.CharField(source="reason.bound")
    passed = PassedOut(source="reason.passed", many=True)


class SaleLineOut(serializers.Serializer[Any]):
    title = serializers.CharField()
    quantity = serializers.IntegerField(source="line.quantity")
    gross = MoneyField(source="line.amount")
    platform_discount = MoneyField(source="line.platform_discount")
    paid = MoneyField(source="line.paid")
    taken_back = MoneyField(source="line.reversed_amount")
    shares = ShareOut(many=True)


class EarnedSaleDetailOut(EarnedSaleOut):
    lines = SaleLineOut(many=True)


class LedgerLineOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    at = serializers.DateTimeField(source="entry.created_at")
    booked_on = serializers.DateField()
    what = serializers.CharField()
    cause = serializers.CharField(help_text="What it was for, in words.")
    amount = MoneyField(help_text="What came is above zero, what went below.")
    entry = serializers.CharField(source="entry.key")


class LedgerPage(serializers.Serializer[Any]):
    results = LedgerLineOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class StandingOut(serializers.Serializer[Any]):
    held = MoneyField()
    free = MoneyField()
    debt = MoneyField()
    net = MoneyField(help_text="Held and free, less the debt.")


class AmountsOut(StandingOut):
    gross = MoneyField()
    commission = MoneyField()
    vat = MoneyField()
    shared = MoneyField()
    collected = MoneyField()


class GroupOut(AmountsOut):
    group = serializers.ChoiceField(choices=GROUPS)
    title = serializers.CharField()


class DayOut(AmountsOut):
    day = serializers.DateField()


class StatementOut(serializers.Serializer[Any]):
    """A Jalali month of a market: opening, what moved, closing; it ties out with the ledger."""

    month = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    is_closed = serializers.BooleanField(help_text="Nothing can be booked in it any more.")
    opening = StandingOut()
    groups = GroupOut(many=True)
    moved = AmountsOut()
    closing = StandingOut()
    days = DayOut(many=True)


class FileOut(serializers.Serializer[Any]):
    """A file on its way; ask again for the same address to have it."""

    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=EarningsFile.Status.choices)
    percent = serializers.IntegerField()
