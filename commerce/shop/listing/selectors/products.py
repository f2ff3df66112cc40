"""Products that match what a shopper asks."""

from django.db.models import F, Q

from commerce.foundation.core.text import fold, spellings
from commerce.foundation.regions.selectors import cities_within
from commerce.shop.listing.errors import UnlistedProduct
from commerce.shop.listing.filters import ProductFilters
from commerce.shop.listing.models import ListingRow, ListingRowQuerySet

RELEVANT = 1000
SIMILAR = 12


def products(filters: ProductFilters) -> ListingRowQuerySet:
    """Rows of the products that fit, with `shown_price`, and `relevance` where words were typed.

    Words and nearness cost one further statement each.
    """
    return narrowed(found(filters), filters)


def found(filters: ProductFilters) -> ListingRowQuerySet:
    """Rows by words and place alone: what every facet starts from."""
    rows = ListingRow.objects.priced_by(filters.markets)
    if filters.near:
        near = filters.near
        rows = rows.sold_in(cities_within(lat=near.lat, lng=near.lng, km=near.km))
    return worded(rows, filters.q) if filters.q else rows


def worded(rows: ListingRowQuerySet, typed: str) -> ListingRowQuerySet:
    """Rows that hold the words, else those that look like them."""
    exact = rows.worded(spellings(typed))
    return exact if exact.exists() else rows.alike(fold(typed))


def narrowed(rows: ListingRowQuerySet, filters: ProductFilters) -> ListingRowQuerySet:
    """Rows that pass the filters which are columns of the row."""
    if filters.category:
        rows = rows.in_category(filters.category)
    if filters.brands:
        rows = rows.filter(brand__in=filters.brands)
    if filters.markets:
        rows = rows.filter(markets__overlap=list(filters.markets))
    if filters.min_price is not None:
        rows = rows.filter(Q(shown_price__gte=filters.min_price))
    if filters.max_price is not None:
        rows = rows.filter(Q(shown_price__lte=filters.max_price))
    if filters.in_stock is not None:
        rows = rows.filter(Q(shown_in_stock=filters.in_stock))
    for code, values in filters.attributes.items():
        rows = rows.having(code, values)
    return rows


def most_relevant(rows: ListingRowQuerySet) -> ListingRowQuerySet:
    """The best thousand; what comes behind them nobody looks for."""
    return rows.filter(pk__in=rows.order_by(F("relevance").desc(), "-pk").values("pk")[:RELEVANT])


def listed(*, public_id: str) -> ListingRow:
    """The row of a product on sale; refuses one that is on sale nowhere."""
    row = ListingRow.objects.select_related("product__brand").filter(public_id=public_id).first()
    if row is None:
        raise UnlistedProduct()
    return row


def similar_to(row: ListingRow) -> list[ListingRow]:
    """What else one may look at beside a product: of the best selling in its category, those of its brand first."""
    best = ListingRow.objects.beside(row).for_cards("brand")[: 4 * SIMILAR]
    return sorted(best, key=lambda other: (not other.in_stock, other.brand != row.brand))[:SIMILAR]
