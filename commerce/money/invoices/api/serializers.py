"""Papers as the API speaks of them."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.money.invoices.models import Invoice, Paper


class BetweenDays(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        # `from` is a word of Python and cannot be declared as an attribute.
        bounds = {"from": serializers.DateField(required=False), "to": serializers.DateField(required=False)}
        return {**super().get_fields(), **bounds}


class InvoicesIn(BetweenDays):
    kind = serializers.ChoiceField(choices=Invoice.Kind.choices, required=False)


class AllInvoicesIn(InvoicesIn):
    issuer = CleanTextField(required=False, max_length=64, help_text="A market's id, or `platform`.")


class LanguageIn(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=Paper.Language.choices, default=Paper.Language.PERSIAN)


class LinkIn(LanguageIn):
    token = serializers.CharField(max_length=200)


class InvoiceBrief(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    kind = serializers.ChoiceField(choices=Invoice.Kind.choices)
    number = serializers.CharField(source="label", help_text="Year and number, like 1405-000123; empty until given.")
    taxid = serializers.CharField(help_text="Empty where the seller has no fiscal memory.")
    issuer = serializers.CharField(source="issuer_name")
    buyer = serializers.CharField(source="buyer_name")
    order = serializers.CharField(source="order_number")
    month = serializers.CharField(help_text="The Jalali month of an invoice for commission.")
    corrects = serializers.CharField(source="corrects.public_id", default=None, allow_null=True)
    before_tax = MoneyField()
    tax = MoneyField()
    total = MoneyField()
    payable = MoneyField(help_text="What the buyer paid or gets back: the total without the platform's part.")
    happened_at = serializers.DateTimeField()
    asked_at = serializers.DateTimeField()
    issued_at = serializers.DateTimeField(allow_null=True)


class InvoiceLineOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    code = serializers.CharField(help_text="What it is where it has no name: delivery, commission_of_day.")
    day = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_price = MoneyField()
    discount = MoneyField()
    before_tax = MoneyField()
    tax_class = serializers.CharField()
    percent = serializers.CharField()
    tax = MoneyField()
    total = MoneyField()


class InvoiceOut(InvoiceBrief):
    lines = InvoiceLineOut(many=True, source="content.lines")
    notes = serializers.ListField(child=serializers.CharField(), source="content.notes")


class InvoicePage(serializers.Serializer[Any]):
    results = InvoiceBrief(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class SeriesOut(serializers.Serializer[Any]):
    issuer_kind = serializers.CharField(source="series.issuer_kind")
    issuer = serializers.CharField(source="series.issuer_ref")
    issuer_name = serializers.CharField()
    jalali_year = serializers.IntegerField(source="series.jalali_year")
    last_number = serializers.IntegerField(source="series.last_number")
    papers = serializers.IntegerField()
    waiting = serializers.IntegerField(help_text="Papers of the issuer that have no number yet.")
    is_complete = serializers.BooleanField(help_text="Whether the numbers from one to the last are all there.")


class SeriesPage(serializers.Serializer[Any]):
    results = SeriesOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
