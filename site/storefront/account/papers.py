"""The invoices of a shopper's orders."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from commerce.money.invoices.errors import NotNumberedYet, PaperDamaged, PaperFailed
from commerce.money.invoices.models import Paper
from commerce.money.invoices.prints import pdf_response
from commerce.money.invoices.selectors import invoice_of_order
from commerce.money.invoices.services import take_paper
from commerce.shop.order.selectors.orders import order_of
from storefront.account.screens import AccountPage


class OrderPaper(AccountPage):
    """The print of one paper of an order, in the language of the page."""

    section = "orders"

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        order = order_of(user_id=self.shopper.pk, number=named["number"])
        invoice = invoice_of_order(number=order.number, public_id=named["invoice"])
        language = Paper.Language.ENGLISH if get_language() == "en" else Paper.Language.PERSIAN
        try:
            return pdf_response(take_paper(invoice=invoice, language=language))
        except (NotNumberedYet, PaperFailed, PaperDamaged) as error:
            messages.warning(request, str(error.detail))
            return redirect("account:order", order.number)
