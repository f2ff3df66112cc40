"""Sadad's codes, of its request and of its verify: they do not cross."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says

OURS = Code(Says.NOT_YOU, _("The bank does not accept our request. Choose another gateway."))
CONTRACT = Code(Says.NOT_YOU, _("Our contract with the bank is not active."))
SERVER = Code(Says.NOT_YOU, _("The bank does not know our server."))
ADDRESS = Code(Says.NOT_YOU, _("The bank does not know our web address."))
SIGNATURE = Code(Says.NOT_YOU, _("The bank does not accept our signature."))
CLOCK = Code(Says.NOT_YOU, _("Our clock and the bank's do not agree."))
TOO_MUCH = Code(Says.NOT_YOU, _("The amount is more than the bank takes at once."))
DOWN = Code(Says.WAIT, _("The bank had an unexpected error."))
OVER = Code(Says.NO, _("The time for this payment is over."))
STRANGER = Code(Says.NO, _("The bank does not know this payment."))
# The next try is another order to the bank.
TWICE = Code(Says.WAIT, _("The bank has seen this order number before; try once more."))
BAD_KEY = "terminal_key"

CODES = {
    0: Code(Says.YES, _("Paid.")),
    100: Code(Says.YES, _("Paid.")),
    -1: Code(Says.NO, _("Nothing was paid.")),
    3: CONTRACT,
    23: CONTRACT,
    58: Code(Says.NOT_YOU, _("The bank does not know our terminal.")),
    61: TOO_MUCH,
    101: OVER,
    1000: OURS,
    1001: OURS,
    1002: DOWN,
    1003: SERVER,
    1004: CONTRACT,
    1005: CONTRACT,
    1006: DOWN,
    1011: TWICE,
    1012: OURS,
    1015: DOWN,
    1017: TOO_MUCH,
    1018: CLOCK,
    1019: CONTRACT,
    1020: CONTRACT,
    1023: ADDRESS,
    1024: CLOCK,
    1025: SIGNATURE,
    1026: OURS,
    1027: CONTRACT,
    1028: CONTRACT,
    1029: SERVER,
    1030: ADDRESS,
    1031: OVER,
    1032: Code(Says.NO, _("This card may not be used here.")),
    1033: CONTRACT,
    1036: OURS,
    1037: CONTRACT,
    1053: CONTRACT,
    1055: OURS,
    1056: DOWN,
    1058: DOWN,
    1061: TWICE,
    1064: DOWN,
    1065: DOWN,
    1066: DOWN,
    1068: DOWN,
    1072: OURS,
    1101: Code(Says.NOT_YOU, _("The bank does not take this amount.")),
    1103: STRANGER,
    1104: Code(Says.NOT_YOU, _("The bank does not accept how the money is to be shared. Choose another gateway.")),
    1105: Code(Says.NO, _("The time to confirm this payment is over; the bank gives the money back.")),
}
OWN_WORDS = {**MISMATCHES, BAD_KEY: SIGNATURE.text}


def code_of(number: int) -> Code:
    """What a code means; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)
