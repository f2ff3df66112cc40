"""Behpardakht Mellat's codes (v1.39, table 11), one table for all its operations."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways import words
from commerce.money.payments.gateways.codes import STRANGE, Code, Says

OK, ALREADY_VERIFIED, ALREADY_SETTLED, REVERSED = "0", "43", "45", "48"
NEVER_BACK = "not_back"

CODES = {
    OK: words.PAID,
    "11": words.CARD_INVALID,
    "12": words.NO_MONEY,
    "13": words.WRONG_PIN,
    "14": words.PIN_TRIES,
    "15": words.CARD_INVALID,
    "16": words.TOO_OFTEN,
    "17": words.CANCELLED,
    "18": words.CARD_EXPIRED,
    "19": words.ABOVE_CARD_LIMIT,
    "20": words.OUR_REQUEST,
    "21": words.OUR_CONTRACT,
    "23": Code(Says.NOT_YOU, _("The bank stopped our request for its security.")),
    "24": words.OUR_PASSWORD,
    "25": words.AMOUNT_TAKEN,
    "26": words.OUR_RIGHTS,
    "27": words.OUR_RIGHTS,
    "28": words.BANK_ERROR,
    "29": words.OUR_RIGHTS,
    "30": words.IN_PROGRESS,
    "31": words.BANK_ERROR,
    "32": words.OUR_REQUEST,
    "33": Code(Says.NOT_YOU, _("The bank does not accept our account.")),
    "34": words.BANK_ERROR,
    "35": Code(Says.NOT_YOU, _("The bank does not accept the date of our request.")),
    "36": words.BANK_ERROR,
    "37": words.BANK_ERROR,
    "38": words.BANK_ERROR,
    "39": words.BANK_ERROR,
    "41": words.USED_NUMBER,
    "42": words.UNKNOWN_PAYMENT,
    ALREADY_VERIFIED: words.PAID,
    "44": Code(Says.WAIT, _("The bank was not told yet that this payment is taken.")),
    ALREADY_SETTLED: words.PAID,
    "46": Code(Says.WAIT, _("The bank has not settled this payment yet.")),
    "47": Code(Says.WAIT, _("The bank has not settled this payment yet.")),
    REVERSED: words.GIVEN_BACK,
    "49": Code(Says.WAIT, _("The bank does not know this refund.")),
    "51": Code(Says.WAIT, _("The bank has seen this request before.")),
    "54": words.UNKNOWN_PAYMENT,
    "55": words.UNKNOWN_PAYMENT,
    "56": words.OWNERSHIP,
    "57": Code(Says.WAIT, _("The bank could not ask who you are.")),
    "61": Code(Says.WAIT, _("The bank could not settle this payment yet.")),
    "62": words.OUR_ADDRESS,
    "98": Code(Says.NO, _("The static PIN has reached its limit; use a dynamic one.")),
    "111": words.CARD_INVALID,
    "112": words.ISSUER_SILENT,
    "113": words.ISSUER_SILENT,
    "114": words.CARD_NOT_HERE,
    "115": words.OUR_RIGHTS,
    "116": words.ISSUER_SILENT,
    "117": words.ISSUER_SILENT,
    "211": words.BANK_ERROR,
    "412": words.OUR_REQUEST,
    "413": words.OUR_REQUEST,
    "414": words.OUR_REQUEST,
    "415": words.TIME_OVER,
    "416": words.BANK_ERROR,
    "417": words.OUR_REQUEST,
    "418": words.OUR_REQUEST,
    "419": words.OUR_REQUEST,
    "421": words.OUR_SERVER,
    "995": words.OWNERSHIP,
    "997": Code(Says.NOT_YOU, _("The account that the money goes to is not active.")),
    NEVER_BACK: Code(
        Says.NO,
        _("You did not come back from the bank. If money left your card, the bank gives it back by itself."),
    ),
}


def code_of(code: str) -> Code:
    """What a code means; one we never heard of decides nothing."""
    return CODES.get(code, STRANGE)
