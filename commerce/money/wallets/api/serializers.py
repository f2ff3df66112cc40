"""What the doors of a wallet take and give."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commerce.foundation.core import clock, validators
from commerce.foundation.core.money import CURRENCY
from commerce.foundation.core.rest.fields import CleanTextField, MobileField, MoneyField
from commerce.foundation.core.text import to_ascii_digits
from commerce.money.payments.api.serializers import PaymentOut
from commerce.money.remittances.models import Remittance
from commerce.money.wallets.models import TopUp, WalletEntry

LARGEST = 10**15


class DayField(serializers.CharField):
    """A day, of the Jalali calendar or ISO 8601: years before 1700 are Jalali."""

    def to_internal_value(self, data: Any) -> Any:
        typed = to_ascii_digits(super().to_internal_value(data))
        try:
            jalali = clock.parse_jalali_date(typed) if not typed.startswith(("19", "20")) else None
            return jalali or date.fromisoformat(typed)
        except (validators.InvalidValue, ValueError):
            raise serializers.ValidationError(
                _("Enter a day like 1405/09/01 or 2026-11-22."), code="invalid_date"
            ) from None


class AmountField(serializers.IntegerField):
    """So many rials, as asked for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST, "help_text": "In rials.", **kwargs})


class PromotionalCreditOut(serializers.Serializer):
    """Promotional credit, and until when it can be spent."""

    amount = MoneyField(source="left")
    expires_at = serializers.DateTimeField()
    campaign = serializers.CharField()


class WalletOut(serializers.Serializer):
    """What is in a wallet. Only cash can be sent and withdrawn; what is held waits for payments to finish."""

    currency = serializers.SerializerMethodField()
    cash = MoneyField()
    promotional = MoneyField()
    gift = MoneyField()
    held = MoneyField()
    spendable = MoneyField()
    is_frozen = serializers.BooleanField()
    expiring = PromotionalCreditOut(many=True)

    def get_currency(self, summary: Any) -> str:
        return CURRENCY


class WalletEntriesIn(serializers.Serializer):
    since = DayField(required=False, help_text="From this day on, in Tehran.")
    until = DayField(required=False, help_text="To the end of this day.")
    kind = serializers.ChoiceField(choices=WalletEntry.Kind.choices, required=False)


class WalletEntryOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=WalletEntry.Kind.choices)
    amount = MoneyField(help_text="What came is above zero, what went below.")
    balance = MoneyField(help_text="What could be spent after it.")
    text = serializers.CharField()
    reference = serializers.CharField(help_text="What it was for: an order's number, a transfer's id.")


class WalletEntryPage(serializers.Serializer):
    results = WalletEntryOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class GatewayPaymentIn(serializers.Serializer):
    amount = AmountField()
    gateway = serializers.SlugField(required=False, allow_null=True, help_text="Without it, the first that fits.")
    app_link = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class TopUpOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    status = serializers.ChoiceField(choices=TopUp.Status.choices)
    created_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)


class AskedTopUpOut(serializers.Serializer):
    top_up = TopUpOut()
    payment = PaymentOut()


class TransferPreviewIn(serializers.Serializer):
    mobile = MobileField(max_length=40)
    amount = AmountField()


class TransferPreviewOut(serializers.Serializer):
    receiver = serializers.CharField(help_text="Who receives it, masked.")
    mobile = serializers.CharField(help_text="The number, masked.")
    amount = MoneyField()
    left_today = MoneyField(help_text="What may still be sent today.")
    confirmation = serializers.CharField(help_text="Names this transfer to this person; serves for some minutes.")


class WalletTransferIn(TransferPreviewIn):
    note = CleanTextField(max_length=80, required=False, allow_blank=True, default="")
    confirmation = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="As the preview gave it: the money goes to whom was shown, or not at all.",
    )


class WalletTransferOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    receiver = serializers.CharField(help_text="Who received it, masked.")
    mobile = serializers.CharField(help_text="The number, masked.")
    amount = MoneyField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField()


class WithdrawalIn(serializers.Serializer):
    amount = AmountField()
    bank_account = serializers.CharField(max_length=24, help_text="The id of a verified bank account of one's own.")


class WithdrawalOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    status = serializers.ChoiceField(choices=Remittance.Status.choices)
    bank_account = serializers.CharField(source="bank_account.public_id")
    iban = serializers.CharField(source="bank_account.iban_mask", help_text="Masked.")
    asked_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    bank_reference = serializers.CharField(help_text="The bank's own number, once it is sent.")
    reason = serializers.CharField(help_text="Why it was refused or came back.")


class WithdrawalPage(serializers.Serializer):
    results = WithdrawalOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
