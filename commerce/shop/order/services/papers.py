"""An order on paper: its market's invoice for each part when the money is booked, credit notes for what goes back."""

from collections.abc import Iterable

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.validators import local_mobile
from commerce.foundation.regions.selectors import name_of_place
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.selectors import sale_invoice
from commerce.money.invoices.services import (
    Content,
    Credited,
    PaperLine,
    Party,
    ask_credit_note,
    ask_invoice,
    ask_restored,
    party_of,
)
from commerce.money.settlement.models import LineReversal
from commerce.shop.order.models import Line, Order, VendorOrder
from commerce.shop.order.services.shares import DELIVERY, delivery_ref

UNREGISTERED = "unregistered"


@transaction.atomic
def ask_sale_invoice(*, vendor_order: str) -> Invoice | None:
    """The market's invoice for its part of an order, frozen as the part was sold; asked again, the same one.

    None for a sale that is no part of an order.
    """
    parts = VendorOrder.objects.select_related("order__shipping_address", "order__user", "market")
    part = parts.filter(public_id=vendor_order).first()
    return _ask(part) if part else None


@transaction.atomic
def ask_credit_note_of(*, vendor_order: str, key: str) -> Invoice | None:
    """The credit note for what was taken back of a part at once; none where nothing of its price was."""
    rows = LineReversal.objects.filter(key=key, line__sale_ref=vendor_order).select_related("line").order_by("line_id")
    made = [reversal for reversal in rows if reversal.base]
    if not made:
        return None
    invoice = sale_invoice(vendor_order) or ask_sale_invoice(vendor_order=vendor_order)
    if invoice is None:
        return None
    parts = [
        Credited(
            ref=reversal.line.line_ref,
            amount=reversal.base,
            quantity=reversal.quantity,
            paid_by_platform=reversal.discount,
        )
        for reversal in made
    ]
    return ask_credit_note(
        cause=_cause_of(vendor_order, key), corrects=invoice, parts=parts, happened_at=made[0].created_at
    )


@transaction.atomic
def ask_invoice_anew(*, vendor_order: str, key: str) -> Invoice | None:
    """What was taken back stands again: a chargeback was won, say. A new invoice makes up for the credit note."""
    note = ask_credit_note_of(vendor_order=vendor_order, key=key)
    if note is None:
        return None
    return ask_restored(cause=f"restored:{_cause_of(vendor_order, key)}", credit_note=note, happened_at=clock.now())


def _ask(part: VendorOrder) -> Invoice:
    order = part.order
    issuer = party_of(kind="market", ref=part.market.public_id, day=clock.tehran_date(part.placed_at))
    lines = [*_goods(part.lines.order_by("pk")), *_delivery(part)]
    content = Content(issuer=issuer, buyer=_buyer(order), lines=lines, notes=_notes(issuer, lines))
    return ask_invoice(
        cause=f"sale:{part.public_id}",
        kind=Invoice.Kind.SALE,
        content=content,
        happened_at=part.placed_at,
        sale_ref=part.public_id,
        order_number=order.number,
    )


def _cause_of(vendor_order: str, key: str) -> str:
    return f"reversal:{vendor_order}:{key}"


def _goods(lines: Iterable[Line]) -> list[PaperLine]:
    return [_item(line) for line in lines]


def _item(line: Line) -> PaperLine:
    total = int(line.line_price_incl_tax)
    before_tax = total - line.tax
    gross = max(int(line.line_price_before_discounts_excl_tax), before_tax)
    return PaperLine(
        ref=line.public_id,
        name=f"{line.title} — {line.variant}" if line.variant else line.title,
        quantity=line.quantity,
        unit_price=int(line.unit_price_excl_tax or 0),
        gross=gross,
        discount=gross - before_tax,
        before_tax=before_tax,
        tax_class=line.tax_class,
        percent=line.tax_percent,
        tax=line.tax,
        total=total,
        paid_by_platform=int(line.platform_discount),
    )


def _delivery(part: VendorOrder) -> list[PaperLine]:
    total = part.shipping_total + (part.shipping_tax if part.tax_on_top else 0)
    if not total:
        return []
    before_tax = total - part.shipping_tax
    row = PaperLine(
        ref=delivery_ref(part=part),
        name="",
        code=DELIVERY,
        quantity=1,
        unit="",
        unit_price=before_tax,
        gross=before_tax,
        before_tax=before_tax,
        percent=part.shipping_tax_percent,
        tax=part.shipping_tax,
        total=total,
    )
    return [row]


def _buyer(order: Order) -> Party:
    """Whoever receives it, as the order says; where nothing is delivered, whoever bought it."""
    user, address = order.user, order.shipping_address
    ref = user.public_id if user else ""
    if address is None:
        name = user.get_full_name() if user else ""
        mobile = local_mobile(user.mobile) if user else ""
        return Party(kind="user", ref=ref, name=name or mobile, phone=mobile)
    places = name_of_place(province=address.province, city=address.city)
    return Party(
        kind="user",
        ref=ref,
        name=f"{address.first_name} {address.last_name}".strip(),
        phone=local_mobile(address.mobile),
        postal_code=address.postcode or "",
        address="، ".join(part for part in (*places, address.line1) if part),
    )


def _notes(issuer: Party, lines: list[PaperLine]) -> list[str]:
    return [] if issuer.is_registered or any(line.tax for line in lines) else [UNREGISTERED]
