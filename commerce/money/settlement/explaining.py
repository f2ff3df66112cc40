"""What sales and their reversals tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.settlement.models import LineReversal

name_reasons({"sale": gettext_lazy("A sale was shared out"), "refund": gettext_lazy("A sale was taken back")})


@explains("reversal")
def reversals(keys: Collection[str]) -> dict[str, Explanation]:
    found = LineReversal.objects.filter(key__in=keys).select_related("line").order_by("key", "-pk")
    title = _("Taken back of a sale")
    return {reversal.key: Explanation(title, "vendor_order", reversal.line.sale_ref) for reversal in found}
