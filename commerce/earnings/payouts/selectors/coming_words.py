"""Why money comes when it does, in sentences for whoever waits for it."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.earnings.payouts.selectors.coming import Coming, Why
from commerce.earnings.payouts.words import list_of, long_date, schedule_in_words
from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money

STAFF_PAUSE: Final = "staff:"
PAUSES: Final[dict[str, Text]] = {
    "refund": gettext_lazy("a refund is being decided"),
    "return": gettext_lazy("a return is under way"),
    "dispute": gettext_lazy("there is a dispute"),
    "chargeback": gettext_lazy("the buyer's bank asks for the money back"),
    "staff": gettext_lazy("the platform looks into it"),
}


def payout_in_words(coming: Coming) -> str:
    """When the next payout is and how much, or what stands in its way."""
    expected = coming.next_payout
    told = {
        "amount": Money(expected.amount).display(),
        "minimum": Money(expected.minimum).display(),
        "schedule": schedule_in_words(coming.terms),
        "day": long_date(expected.on) if expected.on else "",
        "named": long_date(expected.named_on) if expected.named_on else "",
        "holiday": expected.holiday,
    }
    if expected.why == Why.MOVED and not expected.holiday:
        return str(_MOVED_PAST_WEEKEND) % told
    return str(_SENTENCES[expected.why]) % told


def pause_in_words(why: str) -> str:
    """Why the money of a sale is kept longer."""
    kind, _colon, rest = why.partition(":")
    if kind == "staff" and rest:
        return _("%(what)s: %(reason)s") % {"what": PAUSES["staff"], "reason": rest}
    return str(PAUSES.get(kind, why))


def pauses_in_words(pauses: Sequence[str]) -> str:
    """All reasons for which a sale's money is kept longer, each once."""
    return list_of(list(dict.fromkeys(pause_in_words(why) for why in pauses)))


_MOVED_PAST_WEEKEND: Final = gettext_lazy(
    "%(amount)s goes to your bank account on %(day)s: you are paid %(schedule)s, and banks are closed on %(named)s."
)
_SENTENCES: Final[dict[Why, Text]] = {
    Why.ON_SCHEDULE: gettext_lazy("%(amount)s goes to your bank account on %(day)s: you are paid %(schedule)s."),
    Why.MOVED: gettext_lazy(
        "%(amount)s goes to your bank account on %(day)s: you are paid %(schedule)s, and %(named)s is a holiday "
        "(%(holiday)s)."
    ),
    Why.BELOW_MINIMUM: gettext_lazy(
        "%(amount)s is in sight. The least payout is %(minimum)s, so it waits for further sales."
    ),
    Why.NOTHING: gettext_lazy("Nothing is in sight to be paid out. It begins with a delivered sale."),
    Why.MANUAL: gettext_lazy("%(amount)s can be paid out. Your payouts are made when the platform says so."),
    Why.RESTRICTED: gettext_lazy("Payouts to your market are stopped for now; %(amount)s waits."),
    Why.NO_ACCOUNT: gettext_lazy("%(amount)s waits for a bank account: add one and have it verified."),
    Why.ACCOUNT_UNVERIFIED: gettext_lazy("%(amount)s waits until the platform has verified your bank account."),
    Why.ACCOUNT_NEW: gettext_lazy("%(amount)s waits a little: your bank account is new."),
}
