"""The tax of the goods in a cart: whose seller takes it, how much, and whether the price holds it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from commerce.money.tax.models import TaxClass
from commerce.money.tax.selectors import TaxTerms, tax_on, tax_within, terms_on
from commerce.shop.basket.models import Line


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax of one price, in rials; `on_top` is what of it the price does not hold yet."""

    tax_class: str = ""
    percent: Decimal = Decimal(0)
    amount: int = 0
    is_inside: bool = True

    @property
    def on_top(self) -> int:
        return 0 if self.is_inside else self.amount

    def of(self, price: int) -> "Tax":
        """The tax by the same rate of another price."""
        amount = tax_within(price, self.percent) if self.is_inside else tax_on(price, self.percent)
        return Tax(self.tax_class, self.percent, amount, self.is_inside)

    def split(self, price: int) -> tuple[int, int]:
        """A price before this tax and with it."""
        tax = self.of(price)
        return price + tax.on_top - tax.amount, price + tax.on_top


@dataclass(frozen=True, slots=True)
class Taxation:
    """The terms of the day, and the sellers (by public id) that take VAT."""

    terms: TaxTerms = field(default_factory=lambda: TaxTerms({}))
    sellers: frozenset[str] = frozenset()

    def on(self, price: int, *, seller: str, tax_class: str = TaxClass.STANDARD) -> Tax:
        """The tax of what a seller sells; none of one who takes none."""
        if seller not in self.sellers:
            return Tax(str(tax_class))
        percent = self.terms.percents.get(tax_class, Decimal(0))
        return Tax(str(tax_class), percent, is_inside=self.terms.prices_include_tax).of(price)


def taxation_of(lines: Collection[Line], *, day: date | None = None) -> Taxation:
    """How the sellers of these lines (read by `in_full`) tax on a day, today unless told."""
    sellers = frozenset(line.market.public_id for line in lines if line.seller_takes_vat)
    return Taxation(terms_on(day=day), sellers) if sellers else Taxation()
