"""A paper as its template wants it: every text ready to be set, in the digits and words of its language."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from commerce.foundation.core import clock
from commerce.foundation.core.text import DECIMAL_FA, group_digits, persian_digits
from commerce.foundation.core.words import number_in_words
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.paper_words import words_of

TEMPLATE: Final = Path(__file__).parent / "papers" / "invoice.typ"
_PARTY: Final = ("name", "trade_name", "national_id", "economic_code", "phone", "postal_code", "address")
LEFT_TO_RIGHT: Final = "\u200e"
RIGHT_TO_LEFT: Final = "\u200f"
# What stands between these two runs its own way, whatever is around it.
ISOLATE: Final = "\u2068"
END_OF_ISOLATE: Final = "\u2069"
UNREGISTERED: Final = "unregistered"
_EXEMPT: Final = frozenset({"exempt", "zero"})


def data_of(invoices: Sequence[Invoice], *, language: str) -> dict[str, Any]:
    """What the template reads: its language, its words, and each paper."""
    return {
        "language": language,
        "words": dict(words_of(language)),
        "papers": [_Print(invoice, language).as_data() for invoice in invoices],
    }


def line_name(row: Mapping[str, Any], *, language: str) -> str:
    """What a line is called: its own name, else the words for what it is."""
    if not row["code"]:
        return str(row["name"])
    day = clock.jalali_date(date.fromisoformat(row["day"]), language=language) if row["day"] else ""
    count = group_digits(row["quantity"], language=language)
    return words_of(language)[row["code"]].format(count=count, day=day)


class _Print:
    def __init__(self, invoice: Invoice, language: str) -> None:
        self.invoice, self.language, self.words = invoice, language, words_of(language)

    def as_data(self) -> dict[str, Any]:
        invoice, content = self.invoice, self.invoice.content
        return {
            "title": self.words[invoice.kind],
            "foot": f"{self.words[invoice.kind]} {self._label(invoice)}",
            "facts": self._facts(),
            "seller": self._party(content["issuer"], invoice.issuer_national_id),
            "buyer": self._party(content["buyer"], invoice.buyer_national_id),
            "columns": self._columns(),
            "rows": [self._row(place, row) for place, row in enumerate(content["lines"], start=1)],
            "sums": self._sums_of_rows(),
            "totals": self._totals(),
            "in_words": f"{number_in_words(invoice.payable, language=self.language)} {self.words['rial']}",
            "notes": [*(self.words[note] for note in content["notes"]), self.words["amounts_in"]],
        }

    @property
    def _has_goods(self) -> bool:
        return self.invoice.kind in {Invoice.Kind.SALE, Invoice.Kind.CREDIT_NOTE}

    @property
    def _is_taxed(self) -> bool:
        """Whether tax has a place on it at all: a seller who may not take any has no line for it."""
        return bool(self.invoice.tax) or UNREGISTERED not in self.invoice.content["notes"]

    @property
    def _has_discount(self) -> bool:
        return bool(self.invoice.discount)

    def _facts(self) -> list[list[str]]:
        invoice, words = self.invoice, self.words
        facts = [(words["number"], self._label(invoice)), (words["issued"], self._day(invoice.issued_at))]
        if invoice.month:
            year, month = map(int, invoice.month.split("-"))
            named = f"{clock.month_name(month, language=self.language)} {year}"
            facts.append((words["month"], self._text(named)))
        else:
            facts.append((words["taken_back" if invoice.is_credit else "sold"], self._day(invoice.happened_at)))
        if invoice.order_number:
            facts.append((words["order"], self._code(invoice.order_number)))
        if (original := invoice.corrects) and original.issued_at:
            of_day = f"{self._label(original)} {words['of_day']} {self._day(original.issued_at)}"
            facts.append((words["corrects"], of_day))
        if invoice.taxid:
            facts.append((words["taxid"], invoice.taxid))
        return [list(fact) for fact in facts]

    def _party(self, party: Mapping[str, Any], national_id: str) -> list[list[str]]:
        told = {**party, "national_id": national_id}
        return [[self.words[name], self._own_way(self._text(str(told[name])))] for name in _PARTY if told.get(name)]

    def _columns(self) -> list[dict[str, str]]:
        """Headings, and which column takes what room: the name takes the rest."""
        goods = ["quantity", "unit_price"] if self._has_goods else []
        discount = ["gross", "discount", "before_tax"] if self._has_discount else ["net"]
        names = ["row", "what", *goods, *discount, *(["tax", "total"] if self._is_taxed else [])]
        return [{"title": self.words[name], "width": "rest" if name == "what" else "auto"} for name in names]

    def _row(self, place: int, row: Mapping[str, Any]) -> list[str]:
        cells = [self._text(str(place)), self._own_way(line_name(row, language=self.language))]
        if self._has_goods:
            cells += [self._quantity(row), self._amount(row["unit_price"])]
        if self._has_discount:
            cells += [self._amount(row["gross"]), self._amount(row["discount"])]
        cells.append(self._amount(row["before_tax"]))
        return [*cells, self._tax(row), self._amount(row["total"])] if self._is_taxed else cells

    def _quantity(self, row: Mapping[str, Any]) -> str:
        if not row["quantity"]:
            return "—"
        unit = self.words.get(row["unit"], row["unit"])
        return f"{group_digits(row['quantity'], language=self.language)} {unit}".strip()

    def _tax(self, row: Mapping[str, Any]) -> str:
        if not row["tax"]:
            return self.words["exempt"] if row["tax_class"] in _EXEMPT else self._amount(0)
        return f"{self._amount(row['tax'])} ({self._percent(row['percent'])})"

    def _percent(self, written: str) -> str:
        """10.00 → ۱۰٪"""
        plain = format(Decimal(written).normalize(), "f")
        return f"{persian_digits(plain).replace('.', DECIMAL_FA)}٪" if self.language == "fa" else f"{plain}%"

    def _sums_of_rows(self) -> list[str]:
        invoice = self.invoice
        spans = ["", self.words["sums"], *(["", ""] if self._has_goods else [])]
        if self._has_discount:
            spans += [self._amount(invoice.before_tax + invoice.discount), self._amount(invoice.discount)]
        spans.append(self._amount(invoice.before_tax))
        return [*spans, self._amount(invoice.tax), self._amount(invoice.total)] if self._is_taxed else spans

    def _totals(self) -> list[list[str]]:
        invoice, words = self.invoice, self.words
        rows = [(words["all_total"], invoice.total)]
        if self._is_taxed:
            rows = [(words["all_before_tax"], invoice.before_tax), (words["all_tax"], invoice.tax), *rows]
        if invoice.paid_by_platform:
            rows += [
                (words["paid_by_platform"], invoice.paid_by_platform),
                (words["refunded" if invoice.is_credit else "payable"], invoice.payable),
            ]
        return [[title, self._amount(amount)] for title, amount in rows]

    def _label(self, invoice: Invoice) -> str:
        """The number, year first also among words that run the other way."""
        return f"{LEFT_TO_RIGHT}{self._text(invoice.label)}"

    def _amount(self, amount: int) -> str:
        digits = group_digits(abs(amount), language=self.language)
        if amount >= 0:
            return digits
        # What follows a minus runs on as the words do.
        return f"{LEFT_TO_RIGHT}−{digits}" + (RIGHT_TO_LEFT if self.language == "fa" else "")

    def _day(self, moment: Any) -> str:
        return clock.jalali_date(moment, language=self.language)

    def _own_way(self, words: str) -> str:
        """Persian names on an English paper."""
        return words if self.language == "fa" else f"{ISOLATE}{words}{END_OF_ISOLATE}"

    def _code(self, code: str) -> str:
        """As it is typed elsewhere: among Latin letters digits stay Latin."""
        return self._text(code) if code.isdecimal() else code

    def _text(self, text: str) -> str:
        return persian_digits(text) if self.language == "fa" else text
