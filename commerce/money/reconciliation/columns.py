"""What the columns of a settlement file are, guessed from their headings, and its cells as values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from commerce.foundation.core import clock
from commerce.foundation.core.money import scale_on
from commerce.foundation.core.text import clean_number, clean_text, fold, to_ascii_digits
from commerce.foundation.core.validators.invalid import InvalidValue

# In the order in which headings are given away: what is said most exactly comes first.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "fee": ("کارمزد", "fee", "wage", "commission"),
    "amount": ("مبلغ", "amount", "price"),
    "bank_order": ("شماره سفارش", "شناسه سفارش", "order", "resnum", "شماره فاکتور", "شناسه خرید", "invoice"),
    "receipt": (
        "شماره مرجع", "کد مرجع", "شناسه مرجع", "ref", "rrn", "شماره پیگیری", "کد پیگیری", "trace", "رسید", "receipt",
    ),
    "authority": ("authority", "توکن", "token", "trans id", "transid", "track id", "trackid", "شناسه تراکنش"),
    "day": ("تاریخ", "date", "زمان", "time"),
    "kind": ("نوع", "type", "kind"),
}  # fmt: skip
FIELDS: Final = tuple(WORDS)
NAMES: Final = ("receipt", "bank_order", "authority")
HEADINGS_WITHIN: Final = 10
SENT_BACK: Final = tuple(fold(word) for word in ("برگشت", "استرداد", "اصلاحیه", "refund", "revers"))
LARGEST: Final = 10**15

_AMOUNT = re.compile(r"\(?(-?)([0-9]{1,18})(?:\.0*)?\)?")
_DIGIT = re.compile("[0-9]")
_DAY = re.compile(r"([0-9]{4})[/\-.]?([0-9]{1,2})[/\-.]?([0-9]{1,2})")
FIRST_GREGORIAN_YEAR: Final = 1700
# A bank may say when it is going to pay out; what lies beyond is a slip that no calendar has to bear.
FURTHEST: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Said:
    """A row as the bank said it, in our words; `problem` where it cannot be read."""

    receipt: str = ""
    bank_order: str = ""
    authority: str = ""
    amount: int = 0
    fee: int = 0
    day: date | None = None
    problem: str = ""


def guess_columns(headings: Sequence[str]) -> dict[str, int]:
    """The places of the columns whose headings say what they are."""
    folded = [fold(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, words in WORDS.items():
        for word in words:
            place = next((i for i, text in enumerate(folded) if fold(word) in text and i not in found.values()), None)
            if place is not None:
                found[field] = place
                break
    return found


def remembered_columns(known: Mapping[str, str], headings: Sequence[str]) -> dict[str, int]:
    """The places of columns by the headings they had before; others are guessed where they are free."""
    places = {fold(heading): place for place, heading in enumerate(headings)}
    found = {field: places[fold(heading)] for field, heading in known.items() if fold(heading) in places}
    guessed = {} if found else guess_columns(headings)
    return found | guessed


def row_of_headings(rows: Sequence[Sequence[str]]) -> int:
    """The row of the first ones that says most of what its columns are; a cell with a digit in it is no heading."""
    texts = [["" if _DIGIT.search(to_ascii_digits(cell)) else cell for cell in row] for row in rows[:HEADINGS_WITHIN]]
    told = [len(guess_columns(row)) for row in texts]
    return told.index(max(told)) if told else 0


def read_row(cells: Sequence[str], columns: Mapping[str, int], *, toman: bool = False) -> Said:
    """A row in our words; a total at the end, or a line of text, has a problem and is left alone."""
    told = {field: cells[place] if place < len(cells) else "" for field, place in columns.items()}
    named = Said(
        receipt=_name(told.get("receipt"), 64),
        bank_order=_name(told.get("bank_order"), 64),
        authority=_name(told.get("authority"), 128),
    )
    if not (named.receipt or named.bank_order or named.authority):
        return replace(named, problem="no_name")
    amount, fee = read_amount(told["amount"]), read_amount(told.get("fee") or "0")
    if not amount or fee is None:
        return replace(named, problem="no_amount")
    if any(word in fold(told.get("kind", "")) for word in SENT_BACK):
        amount = -abs(amount)
    try:
        day = read_day(told["day"]) if told.get("day") else None
    except InvalidValue:
        return replace(named, problem="no_day")
    scale = scale_on(day or clock.today()).rials if toman else 1
    return replace(named, amount=amount * scale, fee=fee * scale, day=day)


def read_amount(text: str) -> int | None:
    """A whole amount in any digits and with any marks: ۱٬۲۵۰٬۰۰۰, 1,250,000, -500, (500)."""
    found = _AMOUNT.fullmatch(clean_number(text))
    if not found:
        return None
    amount = int(found[2])
    taken = found[1] == "-" or text.strip().startswith("(")
    return (-amount if taken else amount) if amount <= LARGEST else None


def read_day(text: str) -> date:
    """A day of either calendar, whatever the time beside it."""
    found = _DAY.match(to_ascii_digits(clean_text(text)))
    if not found:
        raise InvalidValue("invalid_date", "")
    day = _date(*map(int, found.groups()))
    if day > clock.today() + FURTHEST:
        raise InvalidValue("invalid_date", "")
    return day


def _date(year: int, month: int, day: int) -> date:
    if year < FIRST_GREGORIAN_YEAR:
        return clock.jalali_to_gregorian(year, month, day)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidValue("invalid_date", "") from error


def _name(text: str | None, longest: int) -> str:
    return to_ascii_digits(clean_text(text or ""))[:longest]
