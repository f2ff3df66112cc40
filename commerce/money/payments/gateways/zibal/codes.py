"""Zibal's codes: results of a call and statuses of a payment, which share no number, and those of its platform."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says
from commerce.money.payments.gateways.words import (
    ABOVE_CARD_LIMIT,
    AMOUNT_TAKEN,
    BANK_ERROR,
    CANCELLED,
    CARD_INVALID,
    GIVEN_BACK,
    IN_PROGRESS,
    ISSUER_REFUSED,
    NO_MONEY,
    NOTHING_PAID,
    OUR_ADDRESS,
    OUR_CONTRACT,
    OUR_REQUEST,
    OUR_SERVER,
    PAID,
    TOO_OFTEN,
    UNKNOWN_PAYMENT,
    WRONG_PIN,
)

OK, DONE_BEFORE, NOT_PAID = "100", "201", "202"
SPLIT = Code(Says.NOT_YOU, _("The bank does not accept how the money is to be shared. Choose another gateway."))

CODES = {
    OK: PAID,
    "102": OUR_CONTRACT,
    "103": OUR_CONTRACT,
    "104": OUR_CONTRACT,
    "105": AMOUNT_TAKEN,
    "106": OUR_ADDRESS,
    "107": SPLIT,
    "108": SPLIT,
    "109": SPLIT,
    "110": SPLIT,
    "111": SPLIT,
    "112": Code(Says.NOT_YOU, _("Our wallet at the bank is too low for its fee.")),
    "113": AMOUNT_TAKEN,
    "114": OUR_REQUEST,
    "115": OUR_SERVER,
    "116": OUR_REQUEST,
    DONE_BEFORE: PAID,
    NOT_PAID: NOTHING_PAID,
    "203": UNKNOWN_PAYMENT,
    # How a payment stands.
    "-2": BANK_ERROR,
    "-1": NOTHING_PAID,
    "1": PAID,
    # Paid and waiting to be verified, which is what we asked for.
    "2": IN_PROGRESS,
    "3": CANCELLED,
    "4": CARD_INVALID,
    "5": NO_MONEY,
    "6": WRONG_PIN,
    "7": TOO_OFTEN,
    "8": TOO_OFTEN,
    "9": ABOVE_CARD_LIMIT,
    "10": ISSUER_REFUSED,
    "11": Code(Says.NO, _("The bank could not take the money.")),
    "12": Code(Says.NO, _("The card's bank does not answer at the moment.")),
    "15": GIVEN_BACK,
    "16": GIVEN_BACK,
    "18": GIVEN_BACK,
    "21": OUR_CONTRACT,
}

# Of the platform, which refunds; kept as `refund-3`, for its numbers mean other things than those of the gateway.
REFUND = "refund-"
REFUNDED = "1"
NO_ACCESS = Code(Says.NOT_YOU, _("The bank does not accept the gateway's access token."))
NOT_REFUNDED = Code(Says.NOT_YOU, _("The bank did not accept this refund."))
WALLET_LOW = Code(Says.NOT_YOU, _("Our wallet at the bank is too low for this refund."))
PLATFORM = {
    REFUNDED: Code(Says.YES, _("The money is on its way back to the card.")),
    "2": NO_ACCESS,
    "3": NO_ACCESS,
    "4": NO_ACCESS,
    "5": NOT_REFUNDED,
    "6": NOT_REFUNDED,
    "7": OUR_SERVER,
    "8": NO_ACCESS,
    "9": Code(Says.NOT_YOU, _("The bank does not refund so little.")),
    "10": NOT_REFUNDED,
    "11": WALLET_LOW,
    "18": OUR_CONTRACT,
    "29": WALLET_LOW,
    "45": BANK_ERROR,
}

NO_TOKEN, TEST_MERCHANT = "no_token", "test_merchant"
OWN_WORDS = {
    **MISMATCHES,
    NO_TOKEN: _("The gateway has no access token or account number, without which its bank refunds nothing."),
    TEST_MERCHANT: _("This is the bank's test contract, which takes no real money."),
}


def code_of(number: str) -> Code:
    """What a result or a status means; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)


def platform_code_of(number: str) -> Code:
    """What the platform said of a refund."""
    return PLATFORM.get(number, STRANGE)
