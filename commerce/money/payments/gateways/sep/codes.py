"""Saman's codes: the page and the token share one table, verifying and reversing another."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says

OURS = _("The bank does not accept our request. Choose another gateway.")
SERVER = _("The bank does not know our server.")
TERMINAL = _("The bank does not know our terminal.")
# What the page or the token said is kept as `state-8`, for 2 and 5 mean other things where a payment is verified.
STATE = "state-"
NEVER_BACK = "no_refnum"

STATES = {
    "1": Code(Says.NO, _("The payment was cancelled.")),
    "3": Code(Says.NO, _("The bank could not take the money.")),
    "4": Code(Says.NO, _("The time for this payment is over.")),
    "5": Code(Says.NOT_YOU, OURS),
    "8": Code(Says.NOT_YOU, SERVER),
    "9": Code(Says.NO, _("The card's PIN was wrong three times.")),
    "10": Code(Says.NOT_YOU, _("The bank does not know this payment.")),
    "11": Code(Says.NOT_YOU, OURS),
    "12": Code(Says.NOT_YOU, TERMINAL),
    "21": Code(Says.NOT_YOU, _("The bank does not accept how the money is to be shared. Choose another gateway.")),
}
RESULTS = {
    "0": Code(Says.YES, _("Paid.")),
    "2": Code(Says.YES, _("Paid.")),
    "5": Code(Says.NO, _("The bank gave the money back to the card.")),
    "-2": Code(Says.NO, _("The bank does not know this payment.")),
    "-6": Code(Says.NO, _("The time to confirm this payment is over; the bank gives the money back.")),
    "-104": Code(Says.NOT_YOU, _("Our contract with the bank is not active.")),
    "-105": Code(Says.NOT_YOU, TERMINAL),
    "-106": Code(Says.NOT_YOU, SERVER),
}
OWN_WORDS = {
    **MISMATCHES,
    NEVER_BACK: _("You did not come back from the bank. If money left your card, the bank gives it back by itself."),
}


def state_of(number: str) -> Code:
    """What the page or the token said."""
    return STATES.get(number, STRANGE)


def result_of(number: str) -> Code:
    """What was said when verifying or reversing; what we never heard of decides nothing."""
    return RESULTS.get(number, STRANGE)
