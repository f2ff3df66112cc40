"""Asking for a refund, and taking the question back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.states import move
from commerce.money.settlement.services import pause_release
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import note_on_timeline
from commerce.shop.refunds import policies
from commerce.shop.refunds.choices import BY_POLICY, FundedBy, Kind, Side, To
from commerce.shop.refunds.errors import RefundClosed, RefundNotAllowed, RefundOpen, WayClosed
from commerce.shop.refunds.events import RefundAsked, RefundWithdrawn
from commerce.shop.refunds.locks import lock_part, lock_request
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest, RefundRequestLine
from commerce.shop.refunds.selectors import decided_by_policy
from commerce.shop.refunds.services.closing import close, finish, tell
from commerce.shop.refunds.services.previewing import try_out
from commerce.shop.refunds.states import REFUND_REQUEST
from commerce.shop.refunds.wishes import Wish

Status = RefundRequest.Status


@transaction.atomic
def ask_refund(
    *, actor: Actor, side: str, vendor_order: str, wish: Wish, tenant: Tenant | None = None, key: str | None = None
) -> RefundRequest:
    """Ask that a buyer gets money of one market's part back; a policy says who may, and who decides.

    What could not be carried out now is refused at once. What the market has not got with us, or what is more than may
    be decided at once of one part, waits for people. The same key again answers with the request it made.
    """
    part, cash = lock_part(vendor_order)
    policies.require_asker(actor, tenant, side, part)
    if key and (made := RefundRequest.objects.filter(key=key, vendor_order=part).first()):
        return made
    rule = _rule(side, wish, part)
    reason = _reason(side, wish)
    tried = try_out(wish=wish, part=part, cash=cash, by_staff=True)
    before = decided_by_policy(part=part, side=side)
    request = _write(part, actor, side, wish, rule, reason, tried.amount, key)
    pause_release(sale_ref=part.public_id, why=request.pause)
    tell(request=request, fact=RefundAsked, actor=actor, tenant=tenant, act="asked")
    note_on_timeline(order=part.order, code="refund_asked", vendor_order=part, by=side)
    if before + tried.worth <= rule.auto_most and (side == Side.STAFF or tried.is_covered):
        finish(
            request=request,
            cash=cash,
            actor=actor,
            tenant=tenant,
            by_staff=side == Side.STAFF,
            decided={"decided_by": BY_POLICY},
        )
    return request


@transaction.atomic
def withdraw_refund(*, actor: Actor, request: str, tenant: Tenant | None = None) -> RefundRequest:
    """Take a question back while nothing is booked."""
    row, _cash = lock_request(request)
    policies.require_withdrawer(actor, tenant, row)
    if not row.is_open:
        raise RefundClosed()
    move(row, to=Status.CANCELLED, table=REFUND_REQUEST, closed_at=clock.now())
    note_on_timeline(order=row.order, code="refund_withdrawn", vendor_order=row.vendor_order)
    close(request=row, fact=RefundWithdrawn, actor=actor, tenant=tenant, act="withdrawn")
    return row


def _rule(side: str, wish: Wish, part: VendorOrder) -> RefundPolicy:
    rule = policies.rule_for(side=side, kind=wish.kind, part=part)
    if rule is None:
        raise RefundNotAllowed()
    is_goodwill = wish.kind == Kind.GOODWILL
    if is_goodwill and (wish.to != To.WALLET or (side == Side.VENDOR and wish.funded_by != FundedBy.MARKET)):
        raise WayClosed()
    if wish.to not in rule.ways and not is_goodwill:
        raise WayClosed()
    return rule


def _reason(side: str, wish: Wish) -> RefundReason:
    reason = RefundReason.objects.filter(code=wish.reason, is_active=True).first()
    if reason is None or side not in reason.sides:
        raise InvalidInput({"reason": [("unknown_reason", _("Choose one of the reasons."))]})
    return reason


def _write(
    part: VendorOrder,
    actor: Actor,
    side: str,
    wish: Wish,
    rule: RefundPolicy,
    reason: RefundReason,
    amount: int,
    key: str | None,
) -> RefundRequest:
    request = RefundRequest(
        order=part.order,
        vendor_order=part,
        key=key,
        side=side,
        asked_by=actor.key,
        kind=wish.kind,
        amount=amount,
        to=wish.to,
        goods=wish.goods,
        funded_by=wish.funded_by if wish.kind == Kind.GOODWILL else "",
        reason=reason,
        note=wish.note,
        policy=rule,
        vendor_until=_vendor_until(rule, part),
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as error:
        raise RefundOpen() from error
    lines = {line.public_id: line for line in part.lines.all()}
    pieces: dict[str, tuple[int, int | None]] = {ref: (number, None) for ref, number in wish.quantities.items()}
    pieces |= {ref: (0, sum_) for ref, sum_ in wish.amounts.items()}
    RefundRequestLine.objects.bulk_create(
        RefundRequestLine(request=request, line=lines[ref], quantity=number, amount=sum_)
        for ref, (number, sum_) in pieces.items()
        if number or sum_
    )
    return request


def _vendor_until(rule: RefundPolicy, part: VendorOrder) -> datetime | None:
    """Whom the market refused before is heard by the platform."""
    refused = RefundRequest.objects.filter(vendor_order=part, status=Status.REFUSED, vendor_until__isnull=False)
    if not rule.vendor_decides or refused.exists():
        return None
    return clock.now() + timedelta(hours=rule.vendor_hours)
