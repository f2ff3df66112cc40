"""The end of a request: carried out, refused or withdrawn; and telling it."""

from collections.abc import Mapping, Sequence

from commerce.foundation.audit import services as audit
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.money.payments.models import Payment
from commerce.money.settlement.services import resume_release
from commerce.shop.refunds.events import RefundDone, RefundRequestFact
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.services.executing import carry_out
from commerce.shop.refunds.states import REFUND_REQUEST
from commerce.shop.refunds.wishes import wish_of


def finish(
    *,
    request: RefundRequest,
    cash: Sequence[Payment],
    actor: Actor,
    tenant: Tenant | None,
    by_staff: bool,
    decided: Mapping[str, str],
) -> None:
    """Carry a locked request out; its amount is what really goes back."""
    wish, part = wish_of(request), request.vendor_order
    amount = carry_out(wish=wish, part=part, cash=cash, key=request.money_key, by_staff=by_staff)
    moment = clock.now()
    move(
        request,
        to=RefundRequest.Status.DONE,
        table=REFUND_REQUEST,
        amount=amount,
        goods=request.goods,
        decided_at=request.decided_at or moment,
        closed_at=moment,
        **decided,
    )
    close(request=request, fact=RefundDone, actor=actor, tenant=tenant, act="done")


def close(
    *, request: RefundRequest, fact: type[RefundRequestFact], actor: Actor, tenant: Tenant | None, act: str
) -> None:
    """A request that ended keeps the sale's money no longer."""
    resume_release(sale_ref=request.vendor_order.public_id, why=request.pause)
    tell(request=request, fact=fact, actor=actor, tenant=tenant, act=act)


def tell(
    *, request: RefundRequest, fact: type[RefundRequestFact], actor: Actor, tenant: Tenant | None, act: str
) -> None:
    """Write it on the trail and as a fact."""
    note(request=request, actor=actor, tenant=tenant, act=act)
    order, part = request.order, request.vendor_order
    record(
        fact(
            request=request.public_id,
            order=order.number,
            vendor_order=part.public_id,
            market=part.market.public_id,
            shopper=order.user.public_id if order.user else "",
            side=request.side,
            amount=request.amount,
        )
    )


def note(*, request: RefundRequest, actor: Actor, tenant: Tenant | None, act: str) -> None:
    """Write it on the trail."""
    audit.note(
        actor=actor,
        tenant=tenant,
        action=f"refund_request.{act}",
        subject_kind="refund_request",
        subject_ref=request.public_id,
        data={"amount": request.amount, "kind": request.kind, "reason": request.refused_because},
    )
