"""What the doors of debts take and give."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commerce.earnings.debts.models import DebtBill, DebtPayment, Sanction
from commerce.earnings.debts.services.paying import METHODS
from commerce.foundation.core.rest.fields import MoneyField
from commerce.money.payments.api.serializers import PaymentOut
from commerce.shop.markets.models import Restriction

LARGEST = 10**15


class FeeOut(serializers.Serializer):
    """One part of a sale that is not the market's."""

    kind = serializers.CharField(help_text="`commission`, `vat_payable`, `carrier_payable`, …")
    amount = MoneyField()


class DebtCauseOut(serializers.Serializer):
    """Why so much is owed."""

    kind = serializers.ChoiceField(
        choices=["fees", "clawback"],
        help_text="`fees`: our share of money you took in; `clawback`: taken back after it had been paid out.",
    )
    title = serializers.CharField()
    amount = MoneyField(help_text="What of it is still owed.")
    at = serializers.DateTimeField()
    vendor_order = serializers.CharField(source="sale", help_text="The vendor order; empty where there is none.")
    fees = serializers.SerializerMethodField()

    @extend_schema_field(FeeOut(many=True))
    def get_fees(self, cause: Any) -> list[dict[str, Any]]:
        told = [{"kind": kind, "amount": amount} for kind, amount in cause.fees]
        return list(FeeOut(told, many=True).data)


class DebtBillOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    left = MoneyField()
    reason = serializers.ChoiceField(choices=DebtBill.Reason.choices)
    month = serializers.CharField(help_text="The Jalali month it closes, as 1405-08; empty for others.")
    status = serializers.ChoiceField(choices=DebtBill.Status.choices)
    issued_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    settled_by = serializers.CharField(help_text="What made the last of it go away; empty while it is open.")


class DebtBillPage(serializers.Serializer):
    results = DebtBillOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class RestrictionOut(serializers.Serializer):
    what = serializers.ChoiceField(choices=Restriction.What.choices)
    title = serializers.CharField(source="get_what_display")
    why = serializers.CharField()
    since = serializers.DateTimeField()


class DebtStepOut(serializers.Serializer):
    """What follows, unless it is paid."""

    what = serializers.ChoiceField(choices=Sanction.What.choices)
    title = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True, help_text="When, if the oldest bill is not paid; null for no time.")
    from_amount = MoneyField(allow_null=True, help_text="From so large a debt on it follows at once.")
    is_on = serializers.BooleanField(help_text="Whether it is so now.")


class DebtSummaryOut(serializers.Serializer):
    """What a market owes, why, until when, and what comes next."""

    total = MoneyField(help_text="All that is owed: `debt` and `below_zero`.")
    debt = MoneyField(help_text="Our share of money that came straight to you: cash, or your own gateway.")
    below_zero = MoneyField(help_text="Taken back from you after it had been paid out.")
    billed = MoneyField()
    overdue = MoneyField()
    oldest_due_at = serializers.DateTimeField(allow_null=True)
    made_up_by_sales = MoneyField(help_text="What money that is still held will make up for by itself.")
    is_netted = serializers.BooleanField(source="terms.nets", help_text="Whether your free money makes up for it.")
    causes = DebtCauseOut(many=True)
    bills = DebtBillOut(many=True, help_text="The open ones, the oldest debt first.")
    restrictions = RestrictionOut(many=True)
    steps = DebtStepOut(many=True)


class PayDebtIn(serializers.Serializer):
    amount = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, allow_null=True, help_text="In rials; all of it unless told."
    )
    method = serializers.ChoiceField(choices=sorted(METHODS), required=False, default="gateway")
    gateway = serializers.SlugField(required=False, allow_null=True, help_text="Without it, the first that fits.")
    app_link = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class DebtPaymentOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    status = serializers.ChoiceField(choices=DebtPayment.Status.choices)
    to_debt = MoneyField(help_text="What of it made up for the debt.")
    to_free = MoneyField(help_text="What of it made up for being below zero or, if it was more, is your own again.")
    created_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)


class PaidDebtOut(serializers.Serializer):
    debt_payment = DebtPaymentOut()
    payment = PaymentOut()
