"""Saman's codes: the page and the token share one table, verifying and reversing another."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways import words
from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says

TERMINAL = Code(Says.NOT_YOU, _("The bank does not know our terminal."))
# What the page or the token said is kept as `state-8`, for 2 and 5 mean other things where a payment is verified.
STATE = "state-"
NEVER_BACK = "no_refnum"

STATES = {
    "1": words.CANCELLED,
    "3": Code(Says.NO, _("The bank could not take the money.")),
    "4": words.TIME_OVER,
    "5": words.OUR_REQUEST,
    "8": words.OUR_SERVER,
    "9": words.PIN_TRIES,
    "10": Code(Says.NOT_YOU, words.UNKNOWN_PAYMENT.text),
    "11": words.OUR_REQUEST,
    "12": TERMINAL,
    "21": Code(Says.NOT_YOU, _("The bank does not accept how the money is to be shared. Choose another gateway.")),
}
RESULTS = {
    "0": words.PAID,
    "2": words.PAID,
    "5": words.GIVEN_BACK,
    "-2": words.UNKNOWN_PAYMENT,
    "-6": Code(Says.NO, _("The time to confirm this payment is over; the bank gives the money back.")),
    "-104": words.OUR_CONTRACT,
    "-105": TERMINAL,
    "-106": words.OUR_SERVER,
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
