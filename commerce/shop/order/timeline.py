"""An order's timeline: codes with plain data, written in the reader's language when read."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.money.payments.models import Refund
from commerce.shop.order.models import Order, OrderEvent, VendorOrder

TEXTS: Final[Mapping[str, Text]] = {
    "placed": _("The order was placed."),
    "payment_ended": _("The payment did not succeed."),
    "confirmed": _("The order was agreed and will be paid at the door."),
    "paid": _("The order was paid."),
    "paid_late": _("The payment came late; the order was kept and goes on."),
    "refund_due": _("%(amount)s will be returned to you."),
    "refund_sent": _("%(amount)s was returned %(way)s."),
    "expired": _("The order was not paid in time."),
    "cancelled": _("The order was cancelled."),
    "accepted": _("%(market)s accepted the order."),
    "rejected": _("%(market)s cannot send its part: %(reason)s"),
    "refused": _("The part of %(market)s was not taken at the door: %(reason)s"),
    "partly_refused": _("Some of the part of %(market)s was not taken at the door: %(reason)s"),
    "packed": _("%(market)s packed its part."),
    "shipped": _("%(market)s sent a parcel by %(carrier)s."),
    "delivered": _("The part of %(market)s was delivered."),
    "lines_cancelled": _("%(market)s will not send %(what)s: %(reason)s"),
    "lines_dropped": _("%(what)s was taken off the order."),
    "goods_back": _("Goods came back to %(market)s."),
    "completed": _("The part of %(market)s is completed."),
    "refund_asked": _("A refund was asked for."),
    "refund_refused": _("The refund was refused: %(reason)s"),
    "refund_withdrawn": _("The request for a refund was withdrawn."),
    "goodwill": _("%(amount)s was put into your wallet as goodwill."),
    "charged_back": _("The bank took %(amount)s of the payment back."),
    "chargeback_won": _("The bank gave the money back again."),
    "received": _("You confirmed that the part of %(market)s arrived."),
}


def note(*, order: Order, code: str, vendor_order: VendorOrder | None = None, **data: Any) -> None:
    """Write one entry of the timeline."""
    OrderEvent.objects.create(order=order, vendor_order=vendor_order, code=code, data=data)


def entries(events: Iterable[OrderEvent]) -> list[dict[str, Any]]:
    """The timeline as the API writes it."""
    return [{"at": event.at, "code": event.code, "text": text_of(event)} for event in events]


def text_of(event: OrderEvent) -> str:
    """One entry in the reader's language; empty for a code of another time."""
    data = {"market": "", "reason": "", "carrier": "", "what": "", **event.data}
    if "amount" in event.data:
        data["amount"] = Money(event.data["amount"]).display()
    if "way" in event.data:
        data["way"] = Refund.Way(event.data["way"]).label
    return str(TEXTS.get(event.code, "")) % data
