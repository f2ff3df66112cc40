"""What debts tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy

from commerce.earnings.debts.models import DebtRelief
from commerce.money.ledger.causes import Explanation, explains, name_reasons

name_reasons(
    {
        "debt_paid": gettext_lazy("A market paid its debt"),
        "debt_waived": gettext_lazy("A market's debt was waived"),
        "debt_paid_by_hand": gettext_lazy("A market paid its debt to our bank account"),
    }
)


@explains("debt_relief")
def reliefs(refs: Collection[str]) -> dict[str, Explanation]:
    return {
        row.public_id: Explanation(f"{row.get_kind_display()}: {row.reason}", "debt", row.market.public_id)
        for row in DebtRelief.objects.filter(public_id__in=refs).select_related("market")
    }
