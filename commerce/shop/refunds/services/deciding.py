"""Deciding about a request: yes, a second yes where it is large, or no."""

from typing import Any

from django.conf import settings
from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.foundation.core.states import move
from commerce.shop.order.services import note_on_timeline
from commerce.shop.refunds import policies
from commerce.shop.refunds.errors import RefundClosed
from commerce.shop.refunds.events import RefundRefused
from commerce.shop.refunds.locks import lock_request
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.selectors import decided_by_one
from commerce.shop.refunds.services.closing import close, finish, note
from commerce.shop.refunds.states import REFUND_REQUEST

Status = RefundRequest.Status


@transaction.atomic
def approve_refund(*, actor: Actor, tenant: Tenant, request: str, goods: str | None = None) -> RefundRequest:
    """Agree to a request: it is carried out, or, where it is large, waits for a second and different person of staff.

    Large is what it makes together with what one person gave of the same part before. `goods` is what was found of
    the goods when they were looked at.
    """
    row, cash = lock_request(request)
    _require_open(actor, tenant, row)
    row.goods = goods or row.goods
    is_second = row.status == Status.APPROVED
    if not is_second and decided_by_one(part=row.vendor_order) + row.amount > settings.REFUND_SECOND_PERSON_ABOVE:
        first: dict[str, Any] = {"decided_by": actor.key, "decided_at": clock.now(), "vendor_until": None}
        move(row, to=Status.APPROVED, table=REFUND_REQUEST, goods=row.goods, **first)
        note(request=row, actor=actor, tenant=tenant, act="approved")
        return row
    by_staff = tenant.kind == PLATFORM.kind
    decided = {"second_by": actor.key} if is_second else {"decided_by": actor.key}
    finish(request=row, cash=cash, actor=actor, tenant=tenant, by_staff=by_staff, decided=decided)
    return row


@transaction.atomic
def refuse_refund(*, actor: Actor, tenant: Tenant, request: str, reason: str) -> RefundRequest:
    """Say no, and why; whom the market refused may ask again, and then the platform decides."""
    row, _cash = lock_request(request)
    _require_open(actor, tenant, row)
    moment = clock.now()
    told: dict[str, Any] = {
        "refused_because": reason,
        "decided_by": actor.key,
        "decided_at": moment,
        "closed_at": moment,
    }
    move(row, to=Status.REFUSED, table=REFUND_REQUEST, **told)
    note_on_timeline(order=row.order, code="refund_refused", vendor_order=row.vendor_order, reason=reason)
    close(request=row, fact=RefundRefused, actor=actor, tenant=tenant, act="refused")
    return row


def _require_open(actor: Actor, tenant: Tenant, row: RefundRequest) -> None:
    policies.require_decider(actor, tenant, row)
    if not row.is_open:
        raise RefundClosed()
