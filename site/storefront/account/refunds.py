"""Asking for money back on the web, and taking the question back."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds import services
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.selectors import requests_of_order
from dashboards.base.refunds import AskForm
from storefront.account.orders import OrderAct


class AskRefund(OrderAct):
    form_class = AskForm
    title = _("Ask for money back")
    intro = _("Say what you want back and why. You see the answer on the page of your order.")
    submit_label = _("Ask")
    done = _("You asked for it; the answer comes to the page of your order.")

    @cached_property
    def part(self) -> VendorOrder:
        named = {"order__number": self.kwargs["number"], "public_id": self.kwargs["vendor_order"]}
        part = VendorOrder.objects.select_related("market").filter(order__user=self.shopper, **named).first()
        if part is None:
            raise Http404
        return part

    def make_form(self, data: Any = None, files: Any = None) -> forms.Form:
        self.form = AskForm(data, part=self.part, side=Side.SHOPPER)
        return self.form

    def perform(self, typed: dict[str, Any], **named: Any) -> RefundRequest:
        return services.ask_refund(
            actor=self.actor, side=Side.SHOPPER, vendor_order=self.part.public_id, wish=self.form.wish()
        )


class Withdraw(OrderAct):
    title = _("Withdraw the request")
    intro = _("Nothing was decided yet; you may ask again.")
    submit_label = _("Withdraw")
    done = _("The request was withdrawn.")

    def perform(self, typed: dict[str, Any], **named: Any) -> RefundRequest:
        asked = requests_of_order(user_id=self.shopper.pk, number=named["number"])
        if not asked.filter(public_id=named["refund"]).exists():
            raise Http404
        return services.withdraw_refund(actor=self.actor, request=named["refund"])
