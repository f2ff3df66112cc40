"""A market's free money by its causes: each posting on `vendor_free` goes with one of these, in its transaction.

Earnings are locked before the ledger's accounts: note, take or return first, then post.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from commerce.money.settlement import locks
from commerce.money.settlement.errors import EarningDiffers, NotThatMuchFree
from commerce.money.settlement.models import Earning


@dataclass(frozen=True, slots=True)
class EarningPart:
    """So much of one earning: below zero where a debt of the market to itself, a sale taken back late, is settled."""

    kind: str
    ref: str
    amount: int


@transaction.atomic
def take_earnings(*, market_ref: str, amount: int) -> list[EarningPart]:
    """Use up so much of what a market has free, and say of which earnings: those below zero first, then the oldest.

    The parts add up to the amount. Raises NotThatMuchFree. The caller posts the money in the same transaction.
    """
    return use_earnings(earnings=locks.lock_open_earnings(market_ref), amount=amount)


@transaction.atomic
def return_earnings(*, market_ref: str, parts: Collection[EarningPart]) -> None:
    """Make free again what was taken of earnings. The caller posts the money in the same transaction."""
    for kind in sorted({part.kind for part in parts}):
        locks.lock_earnings(kind, [part.ref for part in parts if part.kind == kind])
    for part in parts:
        earning = Earning.objects.filter(market_ref=market_ref, kind=part.kind, ref=part.ref)
        if not earning.update(used=F("used") - part.amount):
            raise LookupError(f"Market {market_ref} never earned {part}.")


@transaction.atomic
def note_earning(*, market_ref: str, kind: str, ref: str, amount: int) -> Earning:
    """What a market has free grows by so much, or shrinks where below zero: once for each cause.

    The caller posts the money in the same transaction.
    """
    fields = {"market_ref": market_ref, "freed": amount}
    earning, is_new = Earning.objects.get_or_create(kind=kind, ref=ref, defaults=fields)
    if not is_new and (earning.market_ref, earning.freed) != (market_ref, amount):
        raise EarningDiffers(str(earning))
    return earning


def raise_earning(*, market_ref: str, kind: str, ref: str, amount: int) -> None:
    """An earning, locked by the caller, makes so much more free."""
    if not Earning.objects.filter(kind=kind, ref=ref).update(freed=F("freed") + amount):
        Earning.objects.create(market_ref=market_ref, kind=kind, ref=ref, freed=amount)


def use_earnings(*, earnings: Sequence[Earning], amount: int) -> list[EarningPart]:
    """Use up so much of these locked open earnings of one market."""
    free = sum(earning.open for earning in earnings)
    if not 0 <= amount <= free:
        raise NotThatMuchFree(free=max(free, 0))
    left = amount - sum(earning.open for earning in earnings if earning.open < 0)
    parts = []
    for earning in sorted(earnings, key=lambda earning: earning.open > 0):
        taken = min(earning.open, left) if earning.open > 0 else earning.open
        left -= max(taken, 0)
        if taken:
            earning.used += taken
            parts.append(EarningPart(earning.kind, earning.ref, taken))
    Earning.objects.bulk_update(earnings, ["used"])
    return parts
