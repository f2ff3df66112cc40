"""Reads of requests for refunds."""

from typing import Any

from django.db.models import QuerySet, Sum

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.money import Money
from commerce.money.payments.models import Refund
from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.order.services.shares import delivery_ref, sold_lines
from commerce.shop.refunds.choices import BY_POLICY, Kind, Side
from commerce.shop.refunds.errors import PartNotNamed
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest
from commerce.shop.refunds.policies import rule_for


def requests() -> QuerySet[RefundRequest]:
    """All requests, with what lists show beside them."""
    return RefundRequest.objects.select_related("order__user", "vendor_order__market", "reason")


def requests_of_order(*, user_id: int, number: str) -> QuerySet[RefundRequest]:
    """What was asked about a shopper's own order; another's is not found."""
    found = VendorOrder.objects.filter(order__number=number, order__user=user_id)
    if not found.exists():
        raise NotFound()
    return requests().filter(order__number=number).prefetch_related("lines__line")


def requests_of_market(*, tenant: Tenant, status: str = "") -> QuerySet[RefundRequest]:
    """What was asked about a market's own parts."""
    found = requests().filter(vendor_order__market__public_id=tenant.ref, vendor_order__shown_at__isnull=False)
    return (found.filter(status=status) if status else found).prefetch_related("lines__line")


def request_of_market(*, tenant: Tenant, public_id: str) -> RefundRequest:
    """One of them; another market's is not found."""
    found = requests_of_market(tenant=tenant).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def part_of_order(*, user_id: int, number: str, vendor_order: str) -> str:
    """Which part of an order is meant: the one that is named, or the only one."""
    parts = VendorOrder.objects.filter(order__number=number, order__user=user_id)
    found = parts.filter(public_id=vendor_order) if vendor_order else parts
    refs = list(found.values_list("public_id", flat=True)[:2])
    if not refs:
        raise NotFound()
    if len(refs) > 1:
        raise PartNotNamed()
    return str(refs[0])


def reasons_for(side: str) -> QuerySet[RefundReason]:
    """What a side may choose from."""
    return RefundReason.objects.filter(is_active=True, sides__contains=[side])


def kinds_for(*, side: str, part: VendorOrder) -> dict[str, RefundPolicy]:
    """Which kinds a side may ask for about a part now, each with the rule that says so."""
    rules = {kind: rule_for(side=side, kind=kind, part=part) for kind in Kind.values}
    return {kind: rule for kind, rule in rules.items() if rule is not None}


def may_shopper_ask(part: VendorOrder) -> bool:
    """Whether a shopper is shown the way to ask: something can be had, and nothing is asked already."""
    asked = RefundRequest.objects.open().filter(vendor_order=part, side=Side.SHOPPER)
    return bool(kinds_for(side=Side.SHOPPER, part=part)) and not asked.exists() and _has_money_left(part)


def _has_money_left(part: VendorOrder) -> bool:
    refs = [*part.lines.values_list("public_id", flat=True), delivery_ref(part=part)]
    return any(line.paid_left for line in sold_lines(refs=refs))


def refundable_lines(part: VendorOrder) -> list[Line]:
    """The lines of which the buyer has, or will have, something."""
    return [line for line in part.lines.order_by("pk") if line.kept_quantity]


def decided_by_policy(*, part: VendorOrder, side: str) -> int:
    """What a side was given of a part without anybody looking, so that many small ones are one large one."""
    given = RefundRequest.objects.filter(vendor_order=part, side=side, decided_by=BY_POLICY)
    return _sum_of(given)


def decided_by_one(*, part: VendorOrder) -> int:
    """What was given of a part on the word of one person, so that a large one cut in pieces is still large."""
    return _sum_of(RefundRequest.objects.filter(vendor_order=part, second_by="").exclude(decided_by=BY_POLICY))


def _sum_of(requests: QuerySet[RefundRequest]) -> int:
    done = requests.filter(status=RefundRequest.Status.DONE)
    return int(done.aggregate(total=Sum("amount", default=0))["total"])


def refunds_for(request: RefundRequest) -> QuerySet[Refund]:
    """How its money goes to the buyer, tender by tender."""
    return Refund.objects.filter(key=request.money_key).select_related("payment__gateway").order_by("pk")


def request_document(request: RefundRequest) -> dict[str, Any]:
    """A request as the API writes it."""
    return {
        "id": request.public_id,
        "order": request.order.number,
        "vendor_order": request.vendor_order.public_id,
        "market": {"handle": request.vendor_order.market.handle, "name": request.vendor_order.market.name},
        "side": request.side,
        "kind": request.kind,
        "amount": Money(request.amount),
        "to": request.to,
        "goods": request.goods,
        "funded_by": request.funded_by,
        "reason": {"code": request.reason.code, "title": request.reason.title},
        "note": request.note,
        "status": request.status,
        "refused_because": request.refused_because,
        "asked_at": request.asked_at,
        "market_decides_until": request.vendor_until if request.is_vendors_turn(clock.now()) else None,
        "decided_at": request.decided_at,
        "lines": [
            {
                "line": row.line.public_id,
                "quantity": row.quantity,
                "amount": None if row.amount is None else Money(row.amount),
            }
            for row in request.lines.all()
        ],
    }
