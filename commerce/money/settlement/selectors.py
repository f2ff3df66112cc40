"""Reads of settlement."""

from django.db.models import QuerySet

from commerce.money.ledger.selectors import entry_of
from commerce.money.settlement.models import DirectSale, LineShare


def sale_key(sale_ref: str) -> str:
    """The key of the ledger entry of a sale."""
    return f"sale:{sale_ref}"


def reversal_key(key: str) -> str:
    """The key of the ledger entry of a reversal."""
    return f"reversal:{key}"


def shares_of_sale(sale_ref: str) -> QuerySet[LineShare]:
    """Who gets what of a sale, line by line, with the rule that decided."""
    return LineShare.objects.filter(line__sale_ref=sale_ref).select_related("line").order_by("line_id", "id")


def shares_of_line(line_ref: str) -> QuerySet[LineShare]:
    """Who gets what of a line."""
    return LineShare.objects.filter(line__line_ref=line_ref).select_related("line").order_by("id")


def is_posted(sale_ref: str) -> bool:
    """Whether the money of a sale came in, to us or to the market itself."""
    return entry_of(sale_key(sale_ref)) is not None or DirectSale.objects.filter(sale_ref=sale_ref).exists()
