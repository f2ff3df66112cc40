"""Paying an order on the web: by which way, and the receipt of a transfer."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.payments.choices import Way, ways_to_pay
from commerce.money.payments.models import Payment, TransferReceipt
from commerce.money.payments.purposes import Asker
from commerce.money.payments.selectors import payment_of_payer, redirect_url, result_url, transfer_of
from commerce.money.payments.services import show_transfer
from commerce.shop.order.selectors.orders import order_of
from commerce.shop.order.services import PaymentWish, pay_order
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.numbers import DigitsField
from storefront.account.orders import OrderAct
from storefront.account.screens import ServicePage


class PayForm(forms.Form):
    way = forms.ChoiceField(label=_("How will you pay?"), widget=forms.RadioSelect)
    wallet_amount = TomanField(
        label=_("From the wallet first"),
        required=False,
        help_text=_("The rest is paid the way you chose. Empty: nothing from the wallet."),
    )

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(way.slug, _named(way)) for way in ways]
        self.fields["way"].choices = choices  # type: ignore[attr-defined]
        if not any(way.balance for way in ways):
            del self.fields["wallet_amount"]


class PayOrder(OrderAct):
    title = _("Pay")
    submit_label = _("Pay")
    done = ""

    def make_form(self, data: Any = None, files: Any = None) -> forms.Form:
        return PayForm(data, ways=self.ways)

    def perform(self, typed: dict[str, Any], **named: Any) -> Payment | None:
        way = next(one for one in self.ways if one.slug == typed["way"])
        wish = PaymentWish(
            method=way.method,
            gateway=way.slug if way.method == Payment.Method.GATEWAY else None,
            wallet_amount=typed.get("wallet_amount") or 0,
        )
        return pay_order(actor=self.actor, number=named["number"], wish=wish)

    def after(self, outcome: Payment | None) -> str:
        if outcome is None or outcome.method in {Payment.Method.COD, Payment.Method.WALLET}:
            return self.back_url()
        if outcome.method == Payment.Method.TRANSFER:
            return reverse("account:show_transfer", args=[outcome.public_id])
        return redirect_url(outcome) or result_url(outcome)

    @cached_property
    def ways(self) -> list[Way]:
        """Looked up once: what was chosen from is what is paid by, whatever a bank does meanwhile."""
        order = order_of(user_id=self.shopper.pk, number=self.kwargs["number"])
        return ways_to_pay(
            asker=Asker(user=self.shopper),
            purpose="order",
            reference=order.number,
            amount=int(order.total_incl_tax),
        )


class ReceiptForm(forms.Form):
    tracking = DigitsField(label=_("tracking number"), max_length=40, required=False)
    paid_on = JalaliDateField(label=_("paid on"), required=False)
    file = forms.FileField(label=_("picture or PDF of the receipt"), required=False)


class ShowTransfer(ServicePage):
    """Where to transfer the money, and a place to show that it was done."""

    template = "site/account/transfer_receipt.html"
    section = "orders"
    form_class = ReceiptForm
    title = _("Bank transfer")
    submit_label = _("Send the receipt")
    done = _("The receipt was sent; we tell you when the money is here.")

    def shown(self, **named: Any) -> dict[str, Any]:
        return {**super().shown(**named), "transfer": transfer_of(self._payment())}

    def back_url(self) -> str:
        return reverse("account:order", args=[self._payment().reference])

    def perform(self, typed: dict[str, Any], **named: Any) -> TransferReceipt:
        return show_transfer(payment=self._payment(), **typed)

    def _payment(self) -> Payment:
        payment = payment_of_payer(payer=self.shopper.public_id, public_id=self.kwargs["public_id"])
        if payment is None or payment.transfer_to is None:
            raise Http404
        return payment


def _named(way: Way) -> str:
    return f"{way.title} ({Money(way.balance).display()})" if way.balance is not None else str(way.title)
