"""Lines or quantities that will not be sent: back on the shelf, and their money back to the buyer."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit import services as audit
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.order import states
from commerce.shop.order.errors import AlreadySent, NotCancellable, NothingLeftOfLine
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services.cash import lock_cash
from commerce.shop.order.services.giving_back import Back, give_back
from commerce.shop.order.services.moving import open_part
from commerce.shop.order.services.refunds import lock_payments_of_part

CANCELLED: Final = "lines_cancelled"
ENDED = states.DEAD | {VendorOrder.Status.REQUESTED, VendorOrder.Status.AWAITING_PAYMENT}


@transaction.atomic
def cancel_lines(
    *, actor: Actor, tenant: Tenant, vendor_order: str, lines: Mapping[str, int] | None, reason: str, key: str
) -> VendorOrder:
    """The market, or staff, drop what was not sent yet: `lines` (line id → quantity), or all of it.

    What was sent cannot be cancelled (AlreadySent). The same key again changes nothing.
    """
    lock_payments_of_part(vendor_order=vendor_order)
    cash = lock_cash(vendor_order=vendor_order)
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    told = _money_key(part, key)
    if part.events.filter(data__key=told).exists():
        return part
    wanted = _unsent(part, lines)
    give_back(part=part, cash=cash, back=Back(key=told, reason=CANCELLED, because=reason, quantities=wanted))
    audit.note(
        actor=actor,
        tenant=tenant,
        action="vendor_order.lines_cancelled",
        subject_kind="vendor_order",
        subject_ref=part.public_id,
        data={"reason": reason, "lines": wanted},
    )
    return part


def _money_key(part: VendorOrder, key: str) -> str:
    """Whatever a client calls it, it fits where the books keep it."""
    return f"{CANCELLED}:{sha256(f'{part.public_id}:{key}'.encode()).hexdigest()[:40]}"


def _unsent(part: VendorOrder, lines: Mapping[str, int] | None) -> dict[str, int]:
    if part.status in ENDED:
        raise NotCancellable()
    if part.status not in states.UNSENT:
        raise AlreadySent()
    known = {line.public_id: line for line in part.lines.all()}
    asked = {ref: line.unsent_quantity for ref, line in known.items()} if lines is None else lines
    wanted = {ref: quantity for ref, quantity in asked.items() if quantity}
    if not wanted:
        raise InvalidInput({"lines": [("required", _("Name at least one line."))]})
    for ref, quantity in wanted.items():
        line = known.get(ref)
        if line is None:
            raise NothingLeftOfLine(line=ref)
        if quantity > line.unsent_quantity:
            problem = AlreadySent if line.shipped_quantity else NothingLeftOfLine
            raise problem(line=ref, left=line.unsent_quantity)
    return wanted
