"""A bank account as the API speaks of it."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, IbanField
from commerce.money.remittances.models import BankAccount


class BankAccountIn(serializers.Serializer[Any]):
    iban = IbanField(max_length=60)
    holder = CleanTextField(
        max_length=120, required=False, allow_blank=True, default="", help_text="A person's own name where left out."
    )


class BankAccountOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    iban = serializers.CharField(source="iban_mask", help_text="Masked, except in the answer to adding it.")
    bank = serializers.CharField(source="bank_name", help_text="Empty where the bank is not known.")
    holder = serializers.CharField()
    status = serializers.ChoiceField(choices=BankAccount.Status.choices)
    is_default = serializers.BooleanField()
    usable_from = serializers.DateTimeField(help_text="Money may go there from then on, once it is verified.")
    refusal_reason = serializers.CharField(help_text="Why it was refused, in words.")
    added_at = serializers.DateTimeField()


class NewBankAccountOut(BankAccountOut):
    iban = serializers.CharField(help_text="In full, this once.")


class BankAccountList(serializers.Serializer[Any]):
    results = BankAccountOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
