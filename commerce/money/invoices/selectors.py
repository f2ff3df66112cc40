"""Reads of papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse

from commerce.foundation.core.errors import NotFound
from commerce.money.invoices.models import Invoice, InvoiceSeries
from commerce.money.invoices.models.invoice import InvoiceQuerySet

LINK_SALT: Final = "invoices.papers_of_order"


@dataclass(frozen=True, slots=True)
class SeriesState:
    """Whether the numbers of an issuer and a year are all there, from the first to the last."""

    series: InvoiceSeries
    issuer_name: str
    papers: int
    waiting: int
    is_complete: bool


def invoices_of_owner(*, kind: str, ref: str) -> InvoiceQuerySet:
    """The papers an owner gave out and got, whatever state they are in."""
    return Invoice.objects.concerning(kind, ref)


def invoice_of_owner(*, kind: str, ref: str, public_id: str) -> Invoice:
    """One paper of an owner; another's is not found."""
    return _one(invoices_of_owner(kind=kind, ref=ref), public_id)


def invoices_of_order(number: str) -> InvoiceQuerySet:
    """The papers of an order for whoever bought it, as they were asked for."""
    return Invoice.objects.filter(order_number=number).order_by("id")


def invoice_of_order(*, number: str, public_id: str) -> Invoice:
    """One paper of an order."""
    return _one(invoices_of_order(number), public_id)


def invoice_named(public_id: str) -> Invoice:
    """A paper by its id, for those who may read all."""
    return _one(Invoice.objects.all(), public_id)


def sale_invoice(sale_ref: str) -> Invoice | None:
    """The first paper of a sale, which credit notes correct."""
    return Invoice.objects.filter(sale_ref=sale_ref, kind=Invoice.Kind.SALE, corrects=None).first()


def sale_papers_of(order_number: str) -> list[Invoice]:
    """What an order was sold by, on paper, as far as it has its numbers."""
    found = invoices_of_order(order_number).filter(kind=Invoice.Kind.SALE).numbered()
    return list(found.select_related("corrects"))


def link_to_papers(order_number: str) -> str | None:
    """Where the papers of an order can be opened for a while without signing in; null while there are none."""
    if not invoices_of_order(order_number).filter(kind=Invoice.Kind.SALE).numbered().exists():
        return None
    token = signing.dumps(order_number, salt=LINK_SALT)
    return f"{settings.PUBLIC_URL}{reverse('invoices:order_papers')}?token={token}"


def order_of_link(token: str) -> str | None:
    """The order that a link of ours names, while it is good."""
    try:
        number = signing.loads(token, salt=LINK_SALT, max_age=settings.INVOICE_LINK_SECONDS)
    except signing.BadSignature:
        return None
    return str(number)


def states_of_series(series: Sequence[InvoiceSeries]) -> list[SeriesState]:
    """How complete the numbers of some series are, asked of the papers themselves."""
    counted = Invoice.objects.filter(series__in=series).order_by()
    found: dict[int, dict[str, Any]] = {
        row["series"]: dict(row)
        for row in counted.values("series").annotate(
            counted=Count("id"), first=Min("number"), last=Max("number"), name=Max("issuer_name")
        )
    }
    waiting = {
        (row["issuer_kind"], row["issuer_ref"]): row["counted"]
        for row in Invoice.objects.unnumbered()
        .filter(_issuers(series))
        .order_by()
        .values("issuer_kind", "issuer_ref")
        .annotate(counted=Count("id"))
    }
    return [_state(one, found.get(one.pk), waiting.get((one.issuer_kind, one.issuer_ref), 0)) for one in series]


def _state(series: InvoiceSeries, found: dict[str, Any] | None, waiting: int) -> SeriesState:
    name, papers = (found["name"], found["counted"]) if found else (series.issuer_ref, 0)
    is_complete = papers == series.last_number and (
        not found or (found["first"] == 1 and found["last"] == series.last_number)
    )
    return SeriesState(series, str(name), papers, waiting, is_complete)


def _issuers(series: Sequence[InvoiceSeries]) -> Q:
    issuers = Q(pk=None)
    for one in series:
        issuers |= Q(issuer_kind=one.issuer_kind, issuer_ref=one.issuer_ref)
    return issuers


def _one(invoices: QuerySet[Invoice], public_id: str) -> Invoice:
    found = invoices.select_related("corrects").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found
