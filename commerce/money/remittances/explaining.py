"""What remittances tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.remittances.kinds import kinds
from commerce.money.remittances.models import Remittance

name_reasons({"remittance_sent": _("Money left our bank"), "remittance_returned": _("The bank returned money")})


@explains("remittance")
def remittances(refs: Collection[str]) -> dict[str, Explanation]:
    found = Remittance.objects.filter(public_id__in=refs)
    return {one.public_id: Explanation(kinds.get(one.kind).title, "remittance", one.public_id) for one in found}
