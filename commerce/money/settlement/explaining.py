"""What sales, their reversals and what becomes free of them tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.settlement.models import LineReversal

name_reasons(
    {
        "sale": gettext_lazy("A sale was shared out"),
        "refund": gettext_lazy("A sale was taken back"),
        "sale_released": gettext_lazy("The hold of a sale is over"),
        "reversal_restored": gettext_lazy("A sale that was taken back stands again"),
        "debt_netted": gettext_lazy("A debt was paid out of free money"),
        "goodwill": gettext_lazy("A buyer was given something beside a sale"),
    }
)


@explains("reversal")
def reversals(keys: Collection[str]) -> dict[str, Explanation]:
    found = LineReversal.objects.filter(key__in=keys).select_related("line").order_by("key", "-pk")
    title = _("Taken back of a sale")
    return {reversal.key: Explanation(title, "vendor_order", reversal.line.sale_ref) for reversal in found}


@explains("sale")
def sales(refs: Collection[str]) -> dict[str, Explanation]:
    return {ref: Explanation(_("A sale whose hold is over"), "vendor_order", ref) for ref in refs}


@explains("market_earnings")
def market_earnings(refs: Collection[str]) -> dict[str, Explanation]:
    return {ref: Explanation(_("Debt of a market, paid out of its free money"), "market", ref) for ref in refs}
