"""What the doors of payouts take and give."""

from typing import Any

from rest_framework import serializers

from commerce.earnings.payouts.models import Outcome, Payout, PayoutRun, PayoutTerms
from commerce.foundation.core.rest.fields import MoneyField
from commerce.money.remittances.models import Remittance

MOST = 10**15


class PayoutOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    kind = serializers.ChoiceField(choices=Payout.Kind.choices)
    status = serializers.ChoiceField(choices=Payout.Status.choices)
    due_on = serializers.DateField()
    amount = MoneyField(help_text="What was taken of the free money.")
    fee = MoneyField(help_text="Of an early payout.")
    vat = MoneyField(help_text="The tax on the fee.")
    net = MoneyField(help_text="What the bank account gets.")
    iban = serializers.CharField(source="remittance.bank_account.iban_mask", help_text="Masked.")
    holder = serializers.CharField(source="remittance.bank_account.holder")
    tracking = serializers.CharField(source="remittance.tracking", help_text="By this the bank knows it.")
    bank_status = serializers.ChoiceField(source="remittance.status", choices=Remittance.Status.choices)
    bank_reference = serializers.CharField(source="remittance.bank_reference", allow_blank=True)
    made_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="Why it was refused or came back, in words.")


class PayoutPage(serializers.Serializer[Any]):
    results = PayoutOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class PayoutItemOut(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="What was earned by: sale, goodwill, correction…")
    reference = serializers.CharField(source="ref", help_text="Of a sale, the vendor order's id.")
    amount = MoneyField(help_text="Below zero where it was taken back after it had been paid.")


class PayoutDetailOut(PayoutOut):
    items = PayoutItemOut(many=True, help_text="The oldest earnings first.")


class PayoutsIn(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Payout.Status.choices, required=False)


class StaffPayoutsIn(PayoutsIn):
    market = serializers.CharField(required=False, max_length=40, help_text="The market's id.")


class EarlyPayoutIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=1, max_value=MOST, help_text="In rials, as it was quoted.")


class EarlyPayoutQuoteIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(required=False, min_value=1, max_value=MOST)


class EarlyPayoutQuoteOut(serializers.Serializer[Any]):
    is_possible = serializers.BooleanField()
    is_allowed = serializers.BooleanField(help_text="Whether the market's terms know early payouts.")
    free = MoneyField(help_text="What is free once debt is paid; held money is never paid early.")
    amount = MoneyField()
    fee = MoneyField(source="fee.fee")
    vat = MoneyField(source="fee.vat")
    net = MoneyField()
    pays_on = serializers.DateField(help_text="The next day on which banks work.")
    obstacle = serializers.CharField(
        allow_blank=True, help_text="What stands in its way, as an outcome; empty if nothing."
    )
    obstacle_text = serializers.CharField(allow_blank=True)


class PayoutTermsOut(serializers.Serializer[Any]):
    whose = serializers.ChoiceField(source="source", choices=["market", "plan", "default"])
    since = serializers.DateField(source="starts_on")
    hold_days = serializers.IntegerField()
    market_word_hold_days = serializers.IntegerField(help_text="Where nobody but the market says that it arrived.")
    minimum = MoneyField()
    schedule = serializers.ChoiceField(choices=PayoutTerms.Schedule.choices)
    weekday = serializers.IntegerField(allow_null=True, help_text="Counted from Saturday, 0.")
    month_days = serializers.ListField(child=serializers.IntegerField(), help_text="Of the Jalali month.")
    early_allowed = serializers.BooleanField()


class PayoutTermsNowOut(serializers.Serializer[Any]):
    terms = PayoutTermsOut()
    schedule_text = serializers.CharField()
    next_on = serializers.DateField(allow_null=True, help_text="Null where staff say when.")
    amount_now = MoneyField(help_text="What it would come to now.")
    outcome_now = serializers.ChoiceField(choices=Outcome.choices, help_text="`paid`, or why nothing would be.")
    outcome_text = serializers.CharField()


class PayoutRunIn(serializers.Serializer[Any]):
    scope = serializers.ChoiceField(choices=PayoutRun.Scope.choices, required=False, default=PayoutRun.Scope.DUE)


class PayoutForecastOut(serializers.Serializer[Any]):
    market = serializers.CharField(source="turn.market_ref")
    due_on = serializers.DateField(source="turn.due_on")
    outcome = serializers.ChoiceField(source="judgement.outcome", choices=Outcome.choices)
    amount = MoneyField(source="judgement.amount")


class PayoutPreviewOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    since = serializers.DateField(help_text="It answers for all paydays since this one.")
    paid = serializers.IntegerField()
    total = MoneyField()
    markets = PayoutForecastOut(many=True)


class PayoutRunOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    scope = serializers.ChoiceField(choices=PayoutRun.Scope.choices)
    status = serializers.ChoiceField(choices=PayoutRun.Status.choices)
    day = serializers.DateField()
    percent = serializers.IntegerField()
    paid = serializers.IntegerField()
    total = MoneyField()
