"""Lines or quantities that will not be sent: back on the shelf, and their money back to the buyer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit import services as audit
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.shop.order import policies, states, timeline
from commerce.shop.order.errors import AlreadySent, NotCancellable, NothingLeftOfLine
from commerce.shop.order.events import VendorOrderLinesCancelled
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.order.services.cash import lock_cash
from commerce.shop.order.services.giving_back import Back, give_back
from commerce.shop.order.services.moving import open_part
from commerce.shop.order.services.refunds import lock_payments_of_part

CANCELLED = "lines_cancelled"
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
    return _cancel(part, cash, lines, reason=reason, key=key, actor=actor, tenant=tenant)


@transaction.atomic
def cancel_lines_as_buyer(*, actor: Actor, vendor_order: str, lines: Mapping[str, int], key: str) -> VendorOrder:
    """The shopper takes something off an order that was not sent yet; whether they may is asked before."""
    lock_payments_of_part(vendor_order=vendor_order)
    cash = lock_cash(vendor_order=vendor_order)
    part = lock_vendor_order(vendor_order)
    policies.require_buyer(actor, part.order)
    return _cancel(part, cash, lines, reason="", key=key, actor=actor, tenant=None)


def _cancel(
    part: VendorOrder,
    cash: Any,
    lines: Mapping[str, int] | None,
    *,
    reason: str,
    key: str,
    actor: Actor,
    tenant: Tenant | None,
) -> VendorOrder:
    told = f"{CANCELLED}:{part.public_id}:{key}"
    if part.events.filter(data__key=told).exists():
        return part
    wanted = _unsent(part, lines)
    give_back(part=part, cash=cash, back=Back(key=told, reason=CANCELLED, quantities=wanted))
    _tell(part, wanted, reason=reason, key=told, actor=actor, tenant=tenant)
    return part


def _unsent(part: VendorOrder, lines: Mapping[str, int] | None) -> dict[str, int]:
    if part.status in ENDED:
        raise NotCancellable()
    left = {line.public_id: line.unsent_quantity for line in part.lines.all()}
    if part.status not in states.UNSENT:
        raise AlreadySent()
    wanted = {ref: quantity for ref, quantity in (left if lines is None else lines).items() if quantity}
    if not wanted:
        raise InvalidInput({"lines": [("required", _("Name at least one line."))]})
    for ref, quantity in wanted.items():
        if ref not in left:
            raise NothingLeftOfLine(line=ref)
        if quantity > left[ref]:
            raise _too_many(part, ref, left[ref])
    return wanted


def _too_many(part: VendorOrder, ref: str, left: int) -> AlreadySent | NothingLeftOfLine:
    line = next(line for line in part.lines.all() if line.public_id == ref)
    problem = AlreadySent if line.shipped_quantity else NothingLeftOfLine
    return problem(line=ref, left=left)


def _tell(
    part: VendorOrder, wanted: Mapping[str, int], *, reason: str, key: str, actor: Actor, tenant: Tenant | None
) -> None:
    order, market = part.order, part.market
    code = CANCELLED if tenant else "lines_dropped"
    what = _words(part.lines.all(), wanted)
    timeline.note(
        order=order, code=code, vendor_order=part, market=market.name, reason=reason or "-", what=what, key=key
    )
    audit.note(
        actor=actor,
        tenant=tenant,
        action="vendor_order.lines_cancelled",
        subject_kind="vendor_order",
        subject_ref=part.public_id,
        data={"reason": reason, "lines": dict(wanted)},
    )
    record(
        VendorOrderLinesCancelled(
            order=order.number,
            vendor_order=part.public_id,
            market=market.public_id,
            shopper=order.user.public_id if order.user else "",
            lines=tuple(sorted(wanted.items())),
        )
    )


def _words(lines: Any, wanted: Mapping[str, int]) -> str:
    named: list[tuple[Line, int]] = [(line, wanted[line.public_id]) for line in lines if line.public_id in wanted]
    return "، ".join(f"{line.title} × {quantity}" for line, quantity in named)
