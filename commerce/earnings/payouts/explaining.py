"""What payouts tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.earnings.payouts.models import Payout
from commerce.foundation.core import clock
from commerce.money.ledger.causes import Explanation, explains, name_reasons

name_reasons(
    {
        "payout_made": gettext_lazy("A market's money is on its way to its bank account"),
        "payout_refused": gettext_lazy("A payout was refused"),
        "payout_cancelled": gettext_lazy("A payout was cancelled"),
        "payout_returned": gettext_lazy("The bank returned a payout"),
    }
)


@explains("payout")
def payouts(refs: Collection[str]) -> dict[str, Explanation]:
    return {
        one.public_id: Explanation(_("Payout of %(day)s") % {"day": _day(one)}, "payout", one.public_id)
        for one in Payout.objects.filter(public_id__in=refs)
    }


def _day(payout: Payout) -> str:
    return clock.jalali_date(payout.due_on)
