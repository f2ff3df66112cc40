"""A statement in words: what its groups are called, and what each entry was for."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.earnings.payouts.selectors.statements import StatementRow
from commerce.foundation.core.errors import Text
from commerce.money.ledger.causes import Explanation, explain
from commerce.shop.order.models import VendorOrder

GROUP_NAMES: Final[Mapping[str, Text]] = {
    "sale": gettext_lazy("Sales"),
    "refund": gettext_lazy("Refunds to buyers"),
    "restored": gettext_lazy("Refunds taken back"),
    "goodwill": gettext_lazy("Goodwill paid by the market"),
    "fee": gettext_lazy("Fees of services"),
    "debt_charged": gettext_lazy("Debt that was charged"),
    "debt_paid": gettext_lazy("Debt that was paid"),
    "payout": gettext_lazy("Payouts to the bank"),
    "payout_returned": gettext_lazy("Payouts that came back"),
    "released": gettext_lazy("Became free"),
    "netted": gettext_lazy("Netted against debt"),
    "other": gettext_lazy("Corrections and others"),
}
# What only moves between a market's own accounts.
INSIDE: Final = frozenset({"released", "netted"})


def what_for(rows: Sequence[StatementRow]) -> list[str]:
    """What each row was for: the number of its order, or its cause in words; asked once for all."""
    told = explain(rows)
    explained = [told[row.cause_kind, row.cause_ref] for row in rows]
    refs = [row.sale_ref or _part_of(one) for row, one in zip(rows, explained, strict=True)]
    numbers = order_numbers([ref for ref in refs if ref])
    return [
        _("Order %(number)s") % {"number": numbers[ref]} if ref in numbers else str(one.title)
        for ref, one in zip(refs, explained, strict=True)
    ]


def order_numbers(sale_refs: Sequence[str]) -> dict[str, str]:
    """Sale → the number of the order that the buyer knows it by."""
    if not sale_refs:
        return {}
    return dict(VendorOrder.objects.filter(public_id__in=sale_refs).values_list("public_id", "order__number"))


def _part_of(explanation: Explanation) -> str:
    return explanation.ref if explanation.kind == "vendor_order" else ""
