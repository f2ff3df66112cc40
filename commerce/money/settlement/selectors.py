"""Sales, and what is held, free and owed of them."""

from django.db.models import F, QuerySet

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.models import Earning, LineReversal, LineShare, Sale


def sale_key(sale_ref: str) -> str:
    """The key of the ledger entry of a sale."""
    return f"sale:{sale_ref}"


def reversal_key(key: str) -> str:
    """The key of the ledger entry of a reversal."""
    return f"reversal:{key}"


def restoration_key(key: str) -> str:
    """The key of the ledger entry that takes a reversal back."""
    return f"restored:{key}"


def release_key(sale_ref: str) -> str:
    """The key of the ledger entry that makes a sale's money free."""
    return f"released:{sale_ref}"


def shares_of_sale(sale_ref: str) -> QuerySet[LineShare]:
    """Who gets what of a sale, line by line, with the rule that decided."""
    return LineShare.objects.filter(line__sale_ref=sale_ref).select_related("line").order_by("line_id", "id")


def shares_of_line(line_ref: str) -> QuerySet[LineShare]:
    """Who gets what of a line."""
    return LineShare.objects.filter(line__line_ref=line_ref).select_related("line").order_by("id")


def reversals_of(*, key: str, sale_ref: str) -> QuerySet[LineReversal]:
    """What was taken back of a sale at once, line by line."""
    made = LineReversal.objects.filter(key=key, line__sale_ref=sale_ref)
    return made.select_related("line").order_by("line_id")


def is_posted(sale_ref: str) -> bool:
    """Whether the money of a sale came in, to us or to the market itself."""
    return Sale.objects.filter(sale_ref=sale_ref).exists()


def sale_of(sale_ref: str) -> Sale | None:
    """A sale as money, once its money came in."""
    return Sale.objects.filter(sale_ref=sale_ref).first()


def sales_of(market_ref: str) -> QuerySet[Sale]:
    """What a market sold, the newest first."""
    return Sale.objects.filter(market_ref=market_ref).order_by("-posted_at", "-id")


def held_of(market_ref: str) -> int:
    """What is held for a market until its sales are released."""
    return balance_of(AccountRef("vendor_held", "market", market_ref))


def free_of(market_ref: str) -> int:
    """What a market may be paid; below zero where sales were taken back after their money was paid out."""
    return balance_of(AccountRef("vendor_free", "market", market_ref))


def debt_of(market_ref: str) -> int:
    """What a market owes us of money that it took in itself."""
    return balance_of(AccountRef("vendor_debt", "market", market_ref))


def open_earnings(market_ref: str) -> QuerySet[Earning]:
    """What of a market's earnings is not used up, or used beyond what they are, the oldest first."""
    return Earning.objects.filter(market_ref=market_ref).exclude(freed=F("used")).order_by("at", "id")
