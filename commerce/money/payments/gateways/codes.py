"""What a bank's code means for us, and its words for people; every bank has a table of these."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Says(Enum):
    YES = "yes"
    NO = "no"  # of this payment, as it stands
    WAIT = "wait"  # ask again later
    NOT_YOU = "not you"  # our contract, address or request is at fault: it says nothing of the payment


@dataclass(frozen=True, slots=True)
class Code:
    says: Says
    text: Promise


# Nobody ever heard of this code: it decides nothing.
STRANGE = Code(Says.WAIT, _("The bank gave an answer that we do not understand."))
# Our own codes, where a bank's yes speaks of another amount or another order than ours.
WRONG_AMOUNT, ANOTHERS = "wrong_amount", "anothers"
MISMATCHES = {
    WRONG_AMOUNT: _("The paid amount is not the amount of this payment."),
    ANOTHERS: _("The bank does not know this payment."),
}
