"""What the platform holds for all markets together, how old it is, and which releases wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.selectors.coming import Heap
from commerce.earnings.payouts.selectors.earnings import ON_ITS_WAY
from commerce.foundation.core import clock
from commerce.money.ledger.models import Account
from commerce.money.settlement.models import Sale
from commerce.shop.markets.models import Market

# Days since the sale was booked, up to and including.
AGES: Final = (7, 14, 30)
OPEN: Final = Q(released_at=None, reversed_at=None)
# A sweep runs every few seconds; what is due for longer than this waits for somebody.
LATE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all markets together, in rials; `below` is what those below zero lack."""

    held: int
    free: int
    below: int
    markets_below: int
    owed: int
    markets_owing: int
    in_transit: int


@dataclass(frozen=True, slots=True)
class Age:
    """What is held of sales booked so many days ago; no upper bound at the end."""

    days_from: int
    days_to: int | None
    heap: Heap


def totals() -> Totals:
    """What the platform holds, owes and is owed, over all markets."""
    accounts = Account.objects.filter(owner_kind="market", kind__in=["vendor_free", "vendor_debt"])
    is_free, is_debt = Q(kind="vendor_free"), Q(kind="vendor_debt")
    sums = accounts.aggregate(
        free=Sum("balance", filter=is_free & Q(balance__gt=0), default=0),
        below=Sum("balance", filter=is_free & Q(balance__lt=0), default=0),
        markets_below=Count("pk", filter=is_free & Q(balance__lt=0)),
        owed=Sum("balance", filter=is_debt, default=0),
        markets_owing=Count("pk", filter=is_debt & Q(balance__gt=0)),
    )
    held = Sale.objects.filter(OPEN).aggregate(total=Sum("held", default=0))["total"]
    transit = Payout.objects.filter(status__in=ON_ITS_WAY).aggregate(total=Sum("amount", default=0))["total"]
    return Totals(**{**sums, "below": -sums["below"]}, held=held, in_transit=transit)


def ages() -> list[Age]:
    """Held money by how long ago its sale was booked."""
    today = clock.today()
    bounds = [0, *(age + 1 for age in AGES)]
    sums: dict[str, Sum | Count] = {}
    for place, since in enumerate(bounds):
        booked = Q(posted_at__lt=clock.day_bounds(today - timedelta(days=since))[1])
        if place < len(AGES):
            booked &= Q(posted_at__gte=clock.day_start(today - timedelta(days=AGES[place])))
        sums[f"amount{place}"] = Sum("held", filter=booked, default=0)
        sums[f"sales{place}"] = Count("pk", filter=booked & Q(held__gt=0))
    found = Sale.objects.filter(OPEN).aggregate(**sums)
    ends = [*AGES, None]
    return [
        Age(since, ends[place], Heap(found[f"amount{place}"], found[f"sales{place}"]))
        for place, since in enumerate(bounds)
    ]


def in_release(rows: QuerySet[Sale], tab: str) -> QuerySet[Sale]:
    """Sales by when their money becomes free: today, late, or kept by somebody."""
    going = Q(pauses=[], release_at__isnull=False)
    today = clock.day_bounds(clock.today())
    if tab == "due":
        return rows.filter(OPEN, going, release_at__gte=today[0], release_at__lt=today[1])
    if tab == "late":
        return rows.filter(OPEN, going, release_at__lt=clock.now() - LATE)
    if tab == "paused":
        return rows.filter(OPEN).exclude(pauses=[])
    return rows


def releases() -> Mapping[str, Heap]:
    """How much is due today, late, and paused."""
    found = {}
    for tab in ("due", "late", "paused"):
        sums = in_release(Sale.objects.all(), tab).aggregate(amount=Sum("held", default=0), sales=Count("pk"))
        found[tab] = Heap(**sums)
    return found


def with_money(markets: QuerySet[Market]) -> QuerySet[Market]:
    """Markets with what is free, held and owed of each, to be sorted by any of them."""
    account = Account.objects.filter(owner_kind="market", owner_ref=OuterRef("public_id"))
    held = Sale.objects.filter(OPEN, market_ref=OuterRef("public_id")).order_by().values("market_ref")
    return markets.annotate(
        free=Coalesce(Subquery(account.filter(kind="vendor_free").values("balance")), 0),
        debt=Coalesce(Subquery(account.filter(kind="vendor_debt").values("balance")), 0),
        held=Coalesce(Subquery(held.annotate(total=Sum("held")).values("total")), 0),
    )
