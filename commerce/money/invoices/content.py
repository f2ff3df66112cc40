"""What stands on a paper, as data that checks itself: two parties, lines, and their sums."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from commerce.money.invoices.errors import ContentDoesNotAddUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who sells or buys, as the paper names them."""

    kind: str
    ref: str
    name: str
    trade_name: str = ""
    national_id: str = ""
    economic_code: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    is_registered: bool = False
    memory_id: str = ""

    def shown(self) -> dict[str, Any]:
        """What is kept as plain text; the national id is kept apart, encrypted."""
        kept = asdict(self)
        return {name: kept[name] for name in kept if name not in {"kind", "ref", "national_id", "memory_id"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One row of a paper, in rials: `gross` − `discount` = `before_tax`, and with `tax` it is `total`."""

    ref: str
    name: str
    # What it is, where that is not a name but words of ours, and of which day.
    code: str = ""
    day: str = ""
    quantity: int
    unit_price: int
    gross: int
    discount: int = 0
    before_tax: int
    tax_class: str = ""
    percent: Decimal = Decimal(0)
    tax: int = 0
    total: int
    unit: str = "piece"
    paid_by_platform: int = 0
    # As the tax office names a good and its unit; empty until the catalogue knows them.
    sstid: str = ""
    mu: str = ""

    def __post_init__(self) -> None:
        if self.gross - self.discount != self.before_tax or self.before_tax + self.tax != self.total:
            raise ContentDoesNotAddUp(f"{self.ref}: {self.gross} - {self.discount}, {self.before_tax} + {self.tax}")

    def as_json(self) -> dict[str, Any]:
        moadian = {"vra": str(self.percent), "vam": self.tax, "tsstam": self.total}
        return asdict(self) | {"percent": str(self.percent)} | moadian


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A whole paper, frozen when it is asked for."""

    issuer: Party
    buyer: Party
    lines: Sequence[PaperLine]
    # What else it says: codes whose words the print knows.
    notes: Sequence[str] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def sum_of(self, column: str) -> int:
        return sum(getattr(line, column) for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer.shown(),
            "buyer": self.buyer.shown(),
            "lines": [line.as_json() for line in self.lines],
            "notes": list(self.notes),
            "facts": dict(self.facts),
        }
