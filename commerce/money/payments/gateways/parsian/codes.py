"""Parsian's codes: the gateway's own are negative, those of the card switch positive. One table for all operations."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways import words
from commerce.money.payments.gateways.codes import STRANGE, Code, Says

OK, CONFIRMED_BEFORE, SWITCH_CONFIRMED_BEFORE = 0, -1533, 2
REVERSED, REVERSED_BEFORE = -102, -1551

CONFIRMED = Code(Says.WAIT, _("The bank says that this payment was confirmed; it is asked once more."))
CONFIRM_FAILED = Code(Says.WAIT, _("The bank could not confirm the payment yet."))
NO_REVERSAL = Code(Says.NOT_YOU, _("The bank cannot take this payment back any more."))

CODES = {
    OK: words.PAID,
    # Taking back.
    -1552: NO_REVERSAL,
    REVERSED_BEFORE: words.GIVEN_BACK,
    -1550: NO_REVERSAL,
    -1549: NO_REVERSAL,
    -1507: words.IN_PROGRESS,
    REVERSED: words.GIVEN_BACK,
    -108: NO_REVERSAL,
    # Confirming.
    -1540: CONFIRM_FAILED,
    CONFIRMED_BEFORE: words.PAID,
    -1532: CONFIRMED,
    -1531: words.NOTHING_PAID,
    -1530: words.OUR_RIGHTS,
    -1505: CONFIRMED,
    -107: words.OUR_RIGHTS,
    # Selling.
    -1548: words.OUR_REQUEST,
    -1536: words.OUR_REQUEST,
    -1528: words.UNKNOWN_PAYMENT,
    -1527: words.BANK_ERROR,
    -138: words.CANCELLED,
    -132: words.AMOUNT_TAKEN,
    -131: words.UNKNOWN_PAYMENT,
    -130: words.TIME_OVER,
    -112: words.USED_NUMBER,
    -111: Code(Says.NOT_YOU, _("The amount is more than the bank takes at once.")),
    -103: words.OUR_RIGHTS,
    -104: words.OUR_RIGHTS,
    -105: words.OUR_RIGHTS,
    -106: words.OUR_RIGHTS,
    # What we sent.
    -128: words.OUR_SERVER,
    -127: words.OUR_SERVER,
    -126: words.OUR_PASSWORD,
    -121: words.OUR_REQUEST,
    -120: words.OUR_REQUEST,
    -119: words.OUR_REQUEST,
    -118: words.OUR_REQUEST,
    -117: words.OUR_REQUEST,
    -116: words.OUR_REQUEST,
    -115: words.OUR_REQUEST,
    -114: words.OUR_REQUEST,
    -113: words.OUR_REQUEST,
    # Merchant and system.
    -101: words.OUR_PASSWORD,
    -100: words.OUR_CONTRACT,
    -1000: words.BANK_ERROR,
    -1: words.BANK_ERROR,
    -32768: words.BANK_ERROR,
    # The card switch.
    1: words.ISSUER_REFUSED,
    SWITCH_CONFIRMED_BEFORE: words.PAID,
    3: words.OUR_CONTRACT,
    5: words.ISSUER_REFUSED,
    6: words.BANK_ERROR,
    8: words.IN_PROGRESS,
    9: words.IN_PROGRESS,
    10: Code(Says.WAIT, _("The bank took only a part of the amount.")),
    12: words.ISSUER_REFUSED,
    13: Code(Says.NO, _("The paid amount is not the amount of this payment.")),
    14: words.CARD_INVALID,
    15: words.CARD_INVALID,
    17: words.CANCELLED,
    20: words.BANK_ERROR,
    21: words.BANK_ERROR,
    22: words.CARD_BLOCKED,
    30: words.BANK_ERROR,
    31: words.CARD_NOT_HERE,
    32: words.BANK_ERROR,
    33: words.CARD_EXPIRED,
    38: words.PIN_TRIES,
    39: words.CARD_NOT_HERE,
    40: words.CARD_NOT_HERE,
    41: words.CARD_BLOCKED,
    43: words.CARD_BLOCKED,
    45: words.OUR_REQUEST,
    51: words.NO_MONEY,
    54: words.CARD_EXPIRED,
    55: words.WRONG_PIN,
    56: words.CARD_INVALID,
    57: words.CARD_NOT_HERE,
    58: words.OUR_RIGHTS,
    59: words.CARD_BLOCKED,
    61: words.ABOVE_CARD_LIMIT,
    62: words.CARD_BLOCKED,
    63: words.ISSUER_REFUSED,
    65: words.TOO_OFTEN,
    68: words.ISSUER_SILENT,
    69: words.PIN_TRIES,
    75: words.PIN_TRIES,
    78: words.CARD_BLOCKED,
    79: words.CARD_INVALID,
    80: words.ISSUER_REFUSED,
    81: words.ISSUER_REFUSED,
    83: words.ISSUER_REFUSED,
    84: words.ISSUER_SILENT,
    90: words.BANK_ERROR,
    91: words.ISSUER_SILENT,
    92: words.ISSUER_SILENT,
    93: words.ISSUER_REFUSED,
    94: words.BANK_ERROR,
    95: words.BANK_ERROR,
    96: words.BANK_ERROR,
    97: words.ISSUER_REFUSED,
    99: words.ISSUER_SILENT,
    200: words.ISSUER_REFUSED,
}


def code_of(number: int) -> Code:
    """What a code means; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)
