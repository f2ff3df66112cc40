"""From a body to what is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.shop.refunds.choices import FundedBy, Kind
from commerce.shop.refunds.services import Wish


def wish_in(told: Mapping[str, Any]) -> Wish:
    """What a validated body asks for; refuses what does not go with its kind."""
    rows, kind = told["lines"], told["kind"]
    _refuse_strange(kind, rows, told)
    return Wish(
        kind=kind,
        reason=told["reason"],
        quantities={row["line"]: row["quantity"] for row in rows if kind == Kind.LINES},
        amounts={row["line"]: row["amount"] for row in rows if kind == Kind.AMOUNT},
        amount=told.get("amount"),
        to=told["to"],
        goods=told.get("goods", "kept"),
        funded_by=told.get("funded_by", FundedBy.MARKET) if kind == Kind.GOODWILL else "",
        note=told["note"],
    )


def lines_in(rows: Sequence[Mapping[str, Any]] | None) -> dict[str, int] | None:
    """Quantities by line; None where none are told."""
    if rows is None:
        return None
    _refuse_twice(rows)
    return {row["line"]: row["quantity"] for row in rows}


def _refuse_strange(kind: str, rows: Sequence[Mapping[str, Any]], told: Mapping[str, Any]) -> None:
    _refuse_twice(rows)
    needed = {Kind.LINES: "quantity", Kind.AMOUNT: "amount"}.get(Kind(kind))
    if needed and not rows:
        raise InvalidInput({"lines": [("required", _("Name at least one line."))]})
    if needed and not all(set(row) == {"line", needed} for row in rows):
        raise InvalidInput({"lines": [("not_of_this_kind", _("Each line takes what its kind asks for."))]})
    if not needed and rows:
        raise InvalidInput({"lines": [("not_of_this_kind", _("This kind names no lines."))]})
    by_itself = kind in {Kind.SHIPPING, Kind.GOODWILL}
    if "amount" in told and not by_itself:
        raise InvalidInput({"amount": [("not_of_this_kind", _("This kind names no amount of its own."))]})
    if kind == Kind.GOODWILL and "amount" not in told:
        raise InvalidInput({"amount": [("required", _("Say how much."))]})


def _refuse_twice(rows: Sequence[Mapping[str, Any]]) -> None:
    if len({row["line"] for row in rows}) < len(rows):
        raise InvalidInput({"lines": [("line_twice", _("Name each line once."))]})
