"""NextPay's codes. Its yes is −1 to a request, 0 to a verification, −90 to money taken back."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import MISMATCHES, STRANGE, Code, Says
from commerce.money.payments.gateways.words import (
    AMOUNT_TAKEN,
    BANK_ERROR,
    CANCELLED,
    GIVEN_BACK,
    NOTHING_PAID,
    OUR_ADDRESS,
    OUR_CONTRACT,
    OUR_REQUEST,
    PAID,
    UNKNOWN_PAYMENT,
)

MADE, REVERSED = "-1", "-90"
KEY = Code(Says.NOT_YOU, _("The bank does not accept our key, our server or our web address."))
NOT_REFUNDED = Code(Says.NOT_YOU, _("The bank did not accept this refund."))

CODES = {
    "0": PAID,
    # To a request this says that the token is made, to a verification that nobody paid yet.
    MADE: NOTHING_PAID,
    "-2": Code(Says.NO, _("You or your bank refused the payment.")),
    "-3": NOTHING_PAID,
    "-4": CANCELLED,
    "-20": OUR_REQUEST,
    "-21": OUR_REQUEST,
    "-22": OUR_REQUEST,
    "-23": OUR_REQUEST,
    "-24": Code(Says.NO, _("The paid amount is not the amount of this payment.")),
    "-25": PAID,
    "-26": OUR_REQUEST,
    "-27": UNKNOWN_PAYMENT,
    "-28": OUR_REQUEST,
    "-29": NOT_REFUNDED,
    "-30": AMOUNT_TAKEN,
    "-31": OUR_CONTRACT,
    "-32": OUR_ADDRESS,
    "-33": KEY,
    "-34": UNKNOWN_PAYMENT,
    "-35": KEY,
    "-36": OUR_REQUEST,
    "-37": UNKNOWN_PAYMENT,
    "-38": OUR_REQUEST,
    "-39": OUR_REQUEST,
    "-40": OUR_CONTRACT,
    "-41": OUR_REQUEST,
    "-42": BANK_ERROR,
    "-43": OUR_CONTRACT,
    "-44": BANK_ERROR,
    "-45": BANK_ERROR,
    "-46": OUR_REQUEST,
    "-47": OUR_CONTRACT,
    "-48": OUR_CONTRACT,
    "-49": PAID,
    "-50": OUR_CONTRACT,
    "-51": OUR_CONTRACT,
    "-52": OUR_CONTRACT,
    **{str(number): OUR_REQUEST for number in range(-71, -59)},
    "-72": Code(Says.WAIT, _("The bank does not answer at the moment.")),
    "-73": OUR_ADDRESS,
    REVERSED: GIVEN_BACK,
    "-91": NOT_REFUNDED,
    "-92": NOT_REFUNDED,
    "-93": Code(Says.NOT_YOU, _("Our wallet at the bank is too low for this refund.")),
    "-94": NOT_REFUNDED,
}
OWN_WORDS = MISMATCHES


def code_of(number: str) -> Code:
    """What a code means to a verification; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)
