"""Money is whole rials. What people see (toman today, new units after the redenomination) is decided here alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import total_ordering
from typing import Final, Self, TypedDict

from django.utils.translation import get_language

from commerce.foundation.core import clock
from commerce.foundation.core.text import DECIMAL_FA, group_digits, minus, persian_digits

CURRENCY: Final = "IRR"


@dataclass(frozen=True, slots=True)
class DisplayScale:
    """The unit people count in from a day on, and how many of our rials it is worth."""

    since: date
    rials: int
    unit_fa: str
    unit_en: str

    def unit(self, language: str) -> str:
        return self.unit_fa if language == "fa" else self.unit_en


# Oldest first. The law of 2025 takes four zeros off; its day and unit become one more line here.
DISPLAY_SCALES: Final = (DisplayScale(since=date.min, rials=10, unit_fa="تومان", unit_en="toman"),)


class MoneyJson(TypedDict):
    """Money as the API writes it."""

    amount: int
    currency: str
    display: str


def scale_on(day: date) -> DisplayScale:
    """The unit that people count in on a day."""
    return next(scale for scale in reversed(DISPLAY_SCALES) if scale.since <= day)


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of whole rials; it adds only to its own currency."""

    amount: int
    currency: str = CURRENCY

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"Money is a whole number of rials, not {self.amount!r}.")

    def __add__(self, other: Self) -> "Money":
        return Money(self.amount + self._same_currency(other), self.currency)

    def __sub__(self, other: Self) -> "Money":
        return Money(self.amount - self._same_currency(other), self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same_currency(other)

    def __str__(self) -> str:
        return self.display()

    def _same_currency(self, other: Self) -> int:
        if not isinstance(other, Money):
            raise TypeError(f"Money and {other!r} do not mix.")
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix.")
        return other.amount

    def display(self, language: str | None = None, *, on: date | None = None) -> str:
        """The amount as people read it: ۱۲۵٬۰۰۰ تومان. A document of the past names its day in `on`."""
        language = language or get_language() or "fa"
        return f"{self.figure(language, on=on)} {scale_on(on or clock.today()).unit(language)}"

    def figure(self, language: str | None = None, *, on: date | None = None) -> str:
        """The amount in the unit people count in, for a table whose heading names the unit."""
        return _in_units(self.amount, scale_on(on or clock.today()), language or get_language() or "fa")

    def as_json(self, language: str | None = None) -> MoneyJson:
        """The amount as the API writes it."""
        return {"amount": self.amount, "currency": self.currency, "display": self.display(language)}


def _in_units(amount: int, scale: DisplayScale, language: str) -> str:
    whole, rest = divmod(abs(amount), scale.rials)
    text = minus(amount, language=language) + group_digits(whole, language=language)
    if not rest:
        return text
    decimals = f"{rest:0{len(str(scale.rials)) - 1}}".rstrip("0")
    return text + (DECIMAL_FA + persian_digits(decimals) if language == "fa" else f".{decimals}")


def total_of(parts: Sequence[Money]) -> Money:
    """The sum of amounts; of none it is zero rials."""
    return sum(parts, Money(0))


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Split rials by weight so that the parts add up; left-over rials go to the largest remainders, then the first."""
    whole = sum(weights)
    if min(weights, default=0) < 0 or (whole == 0 and total != 0):
        raise ValueError(f"Cannot split {total} by {list(weights)}.")
    if total == 0:
        return [0] * len(weights)
    sign = 1 if total > 0 else -1
    divided = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [part for part, _ in divided]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-divided[place][1], place))
    for place in by_remainder[: abs(total) - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]


def divide_half_up(numerator: int, denominator: int) -> int:
    """The one rounding of money: to the nearest rial, a half away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    doubled = 2 * abs(numerator) + abs(denominator)
    return sign * (doubled // (2 * abs(denominator)))


def percent_of(amount: int, percent: Decimal) -> int:
    """So many percent of an amount, rounded to the rial."""
    if not isinstance(percent, Decimal):
        raise TypeError(f"A percentage is a Decimal, not {percent!r}.")
    numerator, denominator = percent.as_integer_ratio()
    return divide_half_up(amount * numerator, 100 * denominator)


def whole_rials(amount: Decimal, currency: str | None = None) -> Decimal:
    """An amount of Oscar's promotions rounded to the rial (`OSCAR_OFFER_ROUNDING_FUNCTION`)."""
    return Decimal(divide_half_up(*amount.as_integer_ratio()))
