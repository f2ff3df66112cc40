"""Which tax holds when, how much of a price it is, and who takes it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from commerce.foundation.core import clock
from commerce.foundation.core.money import percent_of
from commerce.money.tax.models import UNTAXED, PriceBasis, TaxClass, TaxProfile, TaxRate


def rate_on(*, tax_class: str = TaxClass.STANDARD, day: date | None = None) -> TaxRate | None:
    """The rate of a class on a day, today unless told; none where the class has none yet."""
    on = day or clock.today()
    return TaxRate.objects.filter(tax_class=tax_class, starts_on__lte=on).order_by("-starts_on").first()


def percents_on(*, day: date | None = None) -> dict[str, Decimal]:
    """The percentage of every class on a day, in one question."""
    return _percents(_rates_on(day or clock.today()))


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """What holds for goods on a day: the percentage of each class, and whether prices hold the tax."""

    percents: dict[str, Decimal]
    prices_include_tax: bool = True


def terms_on(*, day: date | None = None) -> TaxTerms:
    """The terms of a day, today unless told, in one question."""
    on = day or clock.today()
    bases = PriceBasis.objects.filter(starts_on__lte=on).order_by("-starts_on").values("prices_include_tax")[:1]
    rates = list(_rates_on(on).annotate(prices_include_tax=Subquery(bases)))
    said = rates[0].prices_include_tax if rates else None
    return TaxTerms(_percents(rates), prices_include_tax=said is not False)


def tax_on(amount: int, percent: Decimal) -> int:
    """The tax on a price before tax, in rials, half a rial upwards."""
    return percent_of(amount, percent)


def tax_within(amount: int, percent: Decimal) -> int:
    """The tax inside a price that already holds it, in rials: the price before tax is rounded, the tax is the rest."""
    return amount - percent_of(amount, 10_000 / (100 + percent))


def profile_of(*, owner_kind: str, owner_ref: str) -> TaxProfile:
    """How an owner stands with the tax office; an empty one, unsaved, where it never said."""
    found = TaxProfile.objects.filter(owner_kind=owner_kind, owner_ref=owner_ref).first()
    return found or TaxProfile(owner_kind=owner_kind, owner_ref=owner_ref)


def registered_on(refs: Collection[str], *, day: date, owner_kind: str = "market") -> frozenset[str]:
    """Which of these sellers take VAT on a day."""
    taking = _registered_on(day, owner_kind).filter(owner_ref__in=refs)
    return frozenset(taking.values_list("owner_ref", flat=True))


def takes_vat(ref: str, *, day: date, owner_kind: str = "market") -> Exists:
    """As `registered_on`, asked beside other rows: `ref` is the path from there to the seller's reference."""
    return Exists(_registered_on(day, owner_kind).filter(owner_ref=OuterRef(ref)))


def _registered_on(day: date, owner_kind: str) -> "QuerySet[TaxProfile]":
    known = TaxProfile.objects.filter(owner_kind=owner_kind)
    return known.filter(is_registered=True, registered_since__lte=day)


def _rates_on(day: date) -> "QuerySet[TaxRate]":
    return TaxRate.objects.filter(starts_on__lte=day).order_by("tax_class", "-starts_on").distinct("tax_class")


def _percents(rates: Iterable[TaxRate]) -> dict[str, Decimal]:
    found = {rate.tax_class: rate.percent for rate in rates}
    return {str(one): Decimal(0) if one in UNTAXED else found.get(one, Decimal(0)) for one in TaxClass}
