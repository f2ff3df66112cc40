"""Sadad's codes, of its request and of its verify: they do not cross."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways import words
from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says

SIGNATURE = Code(Says.NOT_YOU, _("The bank does not accept our signature."))
CLOCK = Code(Says.NOT_YOU, _("Our clock and the bank's do not agree."))
TOO_MUCH = Code(Says.NOT_YOU, _("The amount is more than the bank takes at once."))
BAD_KEY = "terminal_key"

CODES = {
    0: words.PAID,
    100: words.PAID,
    -1: words.NOTHING_PAID,
    3: words.OUR_CONTRACT,
    23: words.OUR_CONTRACT,
    58: Code(Says.NOT_YOU, _("The bank does not know our terminal.")),
    61: TOO_MUCH,
    101: words.TIME_OVER,
    1000: words.OUR_REQUEST,
    1001: words.OUR_REQUEST,
    1002: words.BANK_ERROR,
    1003: words.OUR_SERVER,
    1004: words.OUR_CONTRACT,
    1005: words.OUR_CONTRACT,
    1006: words.BANK_ERROR,
    1011: words.USED_NUMBER,
    1012: words.OUR_REQUEST,
    1015: words.BANK_ERROR,
    1017: TOO_MUCH,
    1018: CLOCK,
    1019: words.OUR_CONTRACT,
    1020: words.OUR_CONTRACT,
    1023: words.OUR_ADDRESS,
    1024: CLOCK,
    1025: SIGNATURE,
    1026: words.OUR_REQUEST,
    1027: words.OUR_CONTRACT,
    1028: words.OUR_CONTRACT,
    1029: words.OUR_SERVER,
    1030: words.OUR_ADDRESS,
    1031: words.TIME_OVER,
    1032: words.CARD_NOT_HERE,
    1033: words.OUR_CONTRACT,
    1036: words.OUR_REQUEST,
    1037: words.OUR_CONTRACT,
    1053: words.OUR_CONTRACT,
    1055: words.OUR_REQUEST,
    1056: words.BANK_ERROR,
    1058: words.BANK_ERROR,
    1061: words.USED_NUMBER,
    1064: words.BANK_ERROR,
    1065: words.BANK_ERROR,
    1066: words.BANK_ERROR,
    1068: words.BANK_ERROR,
    1072: words.OUR_REQUEST,
    1101: words.AMOUNT_TAKEN,
    1103: words.UNKNOWN_PAYMENT,
    1104: Code(Says.NOT_YOU, _("The bank does not accept how the money is to be shared. Choose another gateway.")),
    1105: Code(Says.NO, _("The time to confirm this payment is over; the bank gives the money back.")),
}
OWN_WORDS = {**MISMATCHES, BAD_KEY: SIGNATURE.text}


def code_of(number: int) -> Code:
    """What a code means; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)
