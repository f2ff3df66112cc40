"""What a market does with its part of a paid order: takes it on or not, packs, sends, delivers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.basket import kinds
from commerce.shop.basket.kinds import line_kinds
from commerce.shop.order import policies
from commerce.shop.order.errors import NothingToShip, NotYetShipped, TooManyShipped
from commerce.shop.order.events import (
    VendorOrderAccepted,
    VendorOrderPacked,
    VendorOrderRejected,
    VendorOrderShipped,
)
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import Line, Parcel, ParcelLine, VendorOrder
from commerce.shop.order.services.cash import call_off_cash, collect_cash, lock_cash
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.moving import confirmer, deliver_part, open_part, step, tell
from commerce.shop.order.services.refunds import lock_payments_of_part, owe_part_back
from commerce.shop.order.states import UNSENT

Status = VendorOrder.Status


@dataclass(frozen=True, slots=True)
class Shipment:
    """A parcel on its way. Without `lines` (line id → quantity) it holds all that is left to send."""

    carrier: str
    tracking: str = ""
    tracking_url: str = ""
    lines: Mapping[str, int] | None = None


@transaction.atomic
def accept_vendor_order(*, actor: Actor, tenant: Tenant, vendor_order: str) -> VendorOrder:
    """The market takes its part on."""
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    step(vendor_order=part, to=Status.ACCEPTED)
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderAccepted, code="accepted")
    return part


@transaction.atomic
def reject_vendor_order(*, actor: Actor, tenant: Tenant, vendor_order: str, reason: str) -> VendorOrder:
    """The market cannot send its part: stock goes back to the shelf and the buyer's money back to the buyer."""
    lock_payments_of_part(vendor_order=vendor_order)
    lock_cash(vendor_order=vendor_order)
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    step(vendor_order=part, to=Status.REJECTED, reason=reason)
    kinds.put_back(claims_of(lines=part.lines.all()))
    tell(
        actor=actor,
        tenant=tenant,
        vendor_order=part,
        fact=VendorOrderRejected,
        code="rejected",
        told={"reason": reason},
    )
    call_off_cash(vendor_order=part)
    owe_part_back(order=part.order, vendor_order=part)
    return part


@transaction.atomic
def pack_vendor_order(*, actor: Actor, tenant: Tenant, vendor_order: str) -> VendorOrder:
    """The market has packed its part."""
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    step(vendor_order=part, to=Status.PACKED)
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderPacked, code="packed")
    return part


@transaction.atomic
def ship_vendor_order(*, actor: Actor, tenant: Tenant, vendor_order: str, shipment: Shipment) -> Parcel:
    """Send a parcel with all or some of what is left to send."""
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    goods = [line for line in part.lines.order_by("pk") if line_kinds.get(line.kind).needs_delivery]
    sent = _sent_now(goods, shipment)
    _count_sent(sent)
    left = sum(_left(line) for line in goods) - sum(sent.values())
    step(vendor_order=part, to=Status.PARTLY_SHIPPED if left else Status.SHIPPED)
    parcel = Parcel.objects.create(
        vendor_order=part, carrier=shipment.carrier, tracking=shipment.tracking, tracking_url=shipment.tracking_url
    )
    ParcelLine.objects.bulk_create(ParcelLine(parcel=parcel, line=line, quantity=sent[line]) for line in sent)
    told = {"carrier": shipment.carrier, "tracking": shipment.tracking}
    tell(
        actor=actor,
        tenant=tenant,
        vendor_order=part,
        fact=VendorOrderShipped,
        code="shipped",
        told=told,
        also={"parcel": parcel.public_id},
    )
    return parcel


@transaction.atomic
def mark_delivered(*, actor: Actor, tenant: Tenant, vendor_order: str) -> VendorOrder:
    """The market, or staff, says that everything arrived."""
    cash = lock_cash(vendor_order=vendor_order)
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    _refuse_unsent(part)
    deliver_part(part=part, actor=actor, tenant=tenant, code="delivered", confirmed_by=confirmer(tenant=tenant))
    collect_cash(payments=cash)
    return part


@transaction.atomic
def confirm_received(*, actor: Actor, vendor_order: str) -> VendorOrder:
    """The shopper says that a market's part arrived."""
    cash = lock_cash(vendor_order=vendor_order)
    part = lock_vendor_order(vendor_order)
    policies.require_buyer(actor, part.order)
    _refuse_unsent(part)
    deliver_part(part=part, actor=actor, tenant=None, code="received", confirmed_by="shopper")
    collect_cash(payments=cash)
    return part


def _refuse_unsent(part: VendorOrder) -> None:
    goods = [line for line in part.lines.all() if line_kinds.get(line.kind).needs_delivery]
    if part.status in UNSENT and any(_left(line) for line in goods):
        raise NotYetShipped()


def _sent_now(goods: Sequence[Line], shipment: Shipment) -> dict[Line, int]:
    if shipment.lines is None:
        sent = {line: _left(line) for line in goods if _left(line)}
    else:
        known = {line.public_id: line for line in goods}
        if unknown := set(shipment.lines) - set(known):
            raise InvalidInput({"lines": [("unknown_line", _("There is no line %(line)s.") % {"line": min(unknown)})]})
        sent = {known[public_id]: quantity for public_id, quantity in shipment.lines.items() if quantity}
    if not sent:
        raise NothingToShip()
    return sent


def _count_sent(sent: Mapping[Line, int]) -> None:
    for line, quantity in sent.items():
        room = F("quantity") - F("cancelled_quantity") - quantity
        fits = Line.objects.filter(pk=line.pk, shipped_quantity__lte=room)
        if not fits.update(shipped_quantity=F("shipped_quantity") + quantity):
            raise TooManyShipped()


def _left(line: Line) -> int:
    return int(line.quantity) - line.cancelled_quantity - line.shipped_quantity
