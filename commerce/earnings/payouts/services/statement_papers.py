"""A month's statement as a paper and as a workbook; both say the same numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.earnings.payouts.selectors.months import code_of, title_of
from commerce.earnings.payouts.selectors.statement_words import GROUP_NAMES, INSIDE, what_for
from commerce.earnings.payouts.selectors.statements import Amounts, MonthStatement, StatementRow
from commerce.foundation.core import clock
from commerce.foundation.core.documents import typeset
from commerce.foundation.core.money import Money, scale_on
from commerce.foundation.core.sheets import write_book
from commerce.foundation.core.text import persian_digits

TEMPLATE: Final = Path(__file__).parent.parent / "papers" / "statement.typ"
CHUNK: Final = 1_000

Step = Callable[[int], None]
Row = Sequence[Any]


def statement_pdf(*, statement: MonthStatement, market_name: str, made_at: datetime, is_closed: bool) -> bytes:
    """The paper: what stood, what moved by kind and by day, what stands; in toman."""
    return typeset(TEMPLATE, _paper_of(statement, market_name=market_name, made_at=made_at, is_closed=is_closed))


def _paper_of(statement: MonthStatement, *, market_name: str, made_at: datetime, is_closed: bool) -> dict[str, Any]:
    """What the template prints, every number already a text."""
    language = _language()
    opening, closing, moved = statement.opening, statement.closing, statement.moved
    unit = scale_on(clock.today()).unit(language)
    return {
        "language": language,
        "title": _("Statement of %(month)s") % {"month": title_of(statement.month, language)},
        "market": market_name,
        "note": "" if is_closed else _("The books of this month are not closed yet; entries may still be added."),
        "unit": _("All amounts are in %(unit)s.") % {"unit": unit},
        "foot": _("Made on %(at)s") % {"at": clock.jalali_datetime(made_at, language=language)},
        "facts": [
            [_("Market"), market_name],
            [_("Period"), _period(statement, language)],
            [_("Entries in the books"), _digits(statement.entries, language)],
        ],
        "accounts": {
            "title": _("What stood in your accounts"),
            "headings": ["", _("At the beginning"), _("Moved"), _("At the end")],
            "rows": [
                [_("Held"), *_figures(opening.held, moved.held, closing.held)],
                [_("Free"), *_figures(opening.free, moved.free, closing.free)],
                [_("Debt"), *_figures(opening.debt, moved.debt, closing.debt)],
            ],
            "sums": [_("Yours (held and free, less debt)"), *_figures(opening.net, moved.net, closing.net)],
        },
        "groups": {
            "title": _("What came and went"),
            "headings": _headings(_("What")),
            "rows": [[str(GROUP_NAMES[name]), *_money(amounts)] for name, amounts in _outside(statement)],
            "sums": [_("Together"), *_money(moved)],
        },
        "inside": {
            "title": _("Moved between your own accounts"),
            "headings": ["", _("Amount")],
            "rows": [
                [str(GROUP_NAMES[name]), Money(abs(amounts.free)).figure(language)]
                for name, amounts in statement.groups.items()
                if name in INSIDE
            ],
        },
        "days": {
            "title": _("Day by day"),
            "headings": _headings(_("Day")),
            "rows": [
                [clock.jalali_date(day, language=language), *_money(amounts)]
                for day, amounts in sorted(statement.days.items())
                if any(_parts(amounts))
            ],
        },
    }


def write_statement_book(
    *, out: IO[bytes], statement: MonthStatement, rows: Iterator[StatementRow], market_name: str, step: Step
) -> None:
    """The workbook: a summary, and every entry of the month; in rials, as numbers."""
    sheets = [(_("Summary"), _summary(statement, market_name)), (_("Entries"), _entries(rows, step))]
    write_book(out, sheets, right_to_left=_language() == "fa")


def _summary(statement: MonthStatement, market_name: str) -> Iterable[Row]:
    opening, closing, moved = statement.opening, statement.closing, statement.moved
    yield _("Market"), market_name
    yield _("Month"), code_of(statement.month)
    yield ()
    yield _("account"), _("At the beginning (rial)"), _("Moved (rial)"), _("At the end (rial)")
    yield _("Held"), opening.held, moved.held, closing.held
    yield _("Free"), opening.free, moved.free, closing.free
    yield _("Debt"), opening.debt, moved.debt, closing.debt
    yield _("Yours (held and free, less debt)"), opening.net, moved.net, closing.net
    yield ()
    yield _headings(_("What"))
    for name, amounts in statement.groups.items():
        yield str(GROUP_NAMES[name]), *_parts(amounts)
    yield _("Together"), *_parts(moved)


def _entries(rows: Iterator[StatementRow], step: Step) -> Iterable[Row]:
    yield (
        _("day"), _("Time"), _("What"), _("For"), *_headings("")[1:],
        _("held (rial)"), _("free (rial)"), _("debt (rial)"), _("ledger entry"),
    )  # fmt: skip
    done = 0
    while chunk := list(islice(rows, CHUNK)):
        for row, told in zip(chunk, what_for(chunk), strict=True):
            amounts, at = row.amounts, clock.jalali_datetime(row.at, language="en")
            day = clock.jalali_date(row.booked_on, language="en")
            accounts = (amounts.held, amounts.free, amounts.debt)
            yield day, at[-5:], str(GROUP_NAMES[row.group]), told, *_parts(amounts), *accounts, row.key
        done += len(chunk)
        step(done)


def _outside(statement: MonthStatement) -> list[tuple[str, Amounts]]:
    return [(name, amounts) for name, amounts in statement.groups.items() if name not in INSIDE]


def _headings(first: str) -> list[str]:
    return [
        first, _("Gross"), _("Commission"), _("VAT on it"), _("Carriers and marketers"), _("Taken in by you"), _("Net"),
    ]  # fmt: skip


def _parts(amounts: Amounts) -> tuple[int, ...]:
    return (amounts.gross, amounts.commission, amounts.vat, amounts.shared, amounts.collected, amounts.net)


def _money(amounts: Amounts) -> list[str]:
    return _figures(*_parts(amounts))


def _figures(*amounts: int) -> list[str]:
    return [Money(amount).figure(_language()) if amount else "·" for amount in amounts]


def _period(statement: MonthStatement, language: str) -> str:
    month = statement.month
    days = [clock.jalali_date(day, language=language) for day in (month.first_day, month.last_day)]
    return _("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}


def _digits(number: int, language: str) -> str:
    return persian_digits(str(number)) if language == "fa" else str(number)


def _language() -> str:
    return (get_language() or "fa").partition("-")[0]
