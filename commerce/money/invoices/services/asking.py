"""Writing down a paper in the transaction of its cause; its number comes later, from a task."""

from datetime import datetime
from typing import Final

from celery import current_app
from django.db import transaction

from commerce.money.invoices.content import Content
from commerce.money.invoices.errors import CauseReused
from commerce.money.invoices.models import Invoice

TASK: Final = "invoices.number"
ORIGINAL, RETURN = 1, 4
FULL, WITHOUT_BUYER = 1, 2
PERSON, COMPANY = 1, 2
_COMPANY_LENGTH = 11


@transaction.atomic
def ask_invoice(
    *,
    cause: str,
    kind: str,
    content: Content,
    happened_at: datetime,
    sale_ref: str = "",
    order_number: str = "",
    month: str = "",
    corrects: Invoice | None = None,
) -> Invoice:
    """Write down a paper as it will stay; asked again for the same cause, it is the one there is.

    Raises CauseReused where the cause has a paper of another total.
    """
    issuer, buyer, total = content.issuer, content.buyer, content.sum_of("total")
    invoice, is_new = Invoice.objects.get_or_create(
        cause=cause,
        defaults={
            "kind": kind,
            "issuer_kind": issuer.kind,
            "issuer_ref": issuer.ref,
            "issuer_name": issuer.name,
            "issuer_national_id": issuer.national_id,
            "buyer_kind": buyer.kind,
            "buyer_ref": buyer.ref,
            "buyer_name": buyer.name,
            "buyer_national_id": buyer.national_id,
            "sale_ref": sale_ref,
            "order_number": order_number,
            "month": month,
            "corrects": corrects,
            "content": content.as_json(),
            "discount": content.sum_of("discount"),
            "before_tax": content.sum_of("before_tax"),
            "tax": content.sum_of("tax"),
            "total": total,
            "paid_by_platform": content.sum_of("paid_by_platform"),
            "happened_at": happened_at,
            "memory_id": issuer.memory_id,
            "inty": FULL if buyer.national_id else WITHOUT_BUYER,
            "ins": RETURN if kind in Invoice.CREDITS else ORIGINAL,
            "tob": _buyer_type(buyer.national_id),
        },
    )
    if invoice.total != total:
        raise CauseReused(f"{cause}: {invoice.total}, not {total}")
    if is_new:
        transaction.on_commit(lambda: current_app.tasks[TASK].delay(issuer.kind, issuer.ref), robust=True)
    return invoice


def _buyer_type(national_id: str) -> int | None:
    if not national_id:
        return None
    return COMPANY if len(national_id) == _COMPANY_LENGTH else PERSON
