from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commerce.foundation.core.rest.fields import MoneyField
from commerce.money.payments import selectors
from commerce.money.payments.models import Payment, TransferReceipt


class TransferOut(serializers.Serializer):
    """Where to transfer the money, and until when."""

    iban = serializers.CharField()
    card = serializers.CharField(allow_blank=True)
    holder = serializers.CharField()
    bank = serializers.CharField()
    amount = MoneyField()
    deadline = serializers.DateTimeField()


class TransferReceiptOut(serializers.Serializer):
    """What was shown last for a transfer, and what staff said."""

    tracking = serializers.CharField(allow_blank=True)
    uploaded_at = serializers.DateTimeField()
    decision = serializers.ChoiceField(choices=TransferReceipt.Decision.choices)
    reason = serializers.CharField(allow_blank=True)
    file_url = serializers.CharField(allow_null=True)


class PaymentOut(serializers.Serializer):
    """One attempt to pay, by one tender."""

    id = serializers.CharField(source="public_id")
    method = serializers.ChoiceField(choices=Payment.Method.choices)
    gateway = serializers.SlugField(source="gateway.slug", default=None, allow_null=True)
    status = serializers.ChoiceField(choices=Payment.Status.choices)
    amount = MoneyField()
    redirect_url = serializers.SerializerMethodField(
        help_text="Open it in a browser; null where nothing is left to pay."
    )
    message = serializers.SerializerMethodField(help_text="What the bank said last, in words.")
    receipt = serializers.CharField(help_text="The bank's receipt, once it is paid.")
    transfer = serializers.SerializerMethodField(help_text="Where to transfer the money; null for every other way.")
    transfer_receipt = serializers.SerializerMethodField(help_text="What you showed last for the transfer.")
    created_at = serializers.DateTimeField()
    captured_at = serializers.DateTimeField(allow_null=True)

    def get_redirect_url(self, payment: Payment) -> str | None:
        return selectors.redirect_url(payment)

    def get_message(self, payment: Payment) -> str:
        return str(selectors.explanation(payment))

    @extend_schema_field(TransferOut(allow_null=True))
    def get_transfer(self, payment: Payment) -> Any:
        told = selectors.transfer_of(payment)
        return TransferOut(told).data if told else None

    @extend_schema_field(TransferReceiptOut(allow_null=True))
    def get_transfer_receipt(self, payment: Payment) -> Any:
        told = selectors.receipt_of(payment)
        return TransferReceiptOut(told).data if told else None
