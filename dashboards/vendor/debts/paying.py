"""Paying what the market owes: choose how much and by which way, then go to the bank."""

from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts.selectors import owed_of
from commerce.earnings.debts.services import pay_debt
from commerce.earnings.debts.services.paying import PURPOSE
from commerce.foundation.accounts.models import User
from commerce.foundation.core.money import Money
from commerce.money.payments.choices import Way, ways_to_pay
from commerce.money.payments.models import Payment
from commerce.money.payments.purposes import Asker
from commerce.money.payments.selectors import redirect_url, result_url
from dashboards.base.actions import NewRowAction, Text
from dashboards.base.fields import TomanField
from dashboards.vendor.debts.debts import DEBTS, TRAIL
from dashboards.vendor.money.policies import MoneySide


def in_words(way: Way) -> Text:
    """A way to pay; a wallet with what is in it."""
    return way.title if way.balance is None else f"{way.title} ({Money(way.balance).display()})"


class PayForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    way = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.slug: way for way in ways}
        choices = [(way.slug, in_words(way)) for way in ways]
        self.fields["way"].choices = choices  # type: ignore[attr-defined]
        self.fields["way"].initial = next(iter(self.ways), None)

    @property
    def chosen(self) -> Way:
        return self.ways[self.cleaned_data["way"]]


class PayDebt(MoneySide, NewRowAction):
    """Leads to the page that hands over to the bank."""

    permission_policy = DEBTS
    page_title = _("Pay the debt")
    intro = _("What is paid makes up for the oldest bill first; what was forbidden because of it is allowed at once.")
    header_icon = "warning"
    trail = TRAIL
    form_class = PayForm
    submit_label = _("Pay")

    @property
    def payer(self) -> User:
        return cast(User, self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"ways": ways_to_pay(asker=Asker(self.payer), purpose=PURPOSE)}

    def get_initial(self) -> dict[str, Any]:
        return {"amount": owed_of(self.seat.tenant.ref).total or None}

    def get_back_url(self) -> str:
        return reverse("vendor:debts")

    def get_success_url(self) -> str:
        payment: Payment = self.outcome
        return redirect_url(payment) or result_url(payment)

    def get_done(self) -> Text:
        return _("The payment was begun.")

    def perform(self, data: dict[str, Any]) -> Payment:
        way = self.sent_form.chosen
        _act, payment = pay_debt(
            actor=self.actor,
            tenant=self.seat.tenant,
            payer=self.payer,
            amount=data["amount"],
            method=way.method,
            gateway_slug=way.slug if way.method == Payment.Method.GATEWAY else None,
        )
        return payment
