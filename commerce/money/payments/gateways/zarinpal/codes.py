"""Zarinpal's codes: what each means for an attempt, and its words for people."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import STRANGE, Code, Says

OURS = _("The bank does not accept our request. Choose another gateway.")
SPLIT = _("The bank does not accept how the money is to be shared. Choose another gateway.")
NOT_REVERSIBLE = -61
# Our own, where a refund is not even asked for.
NO_TOKEN, TOO_LITTLE, TOKEN_REFUSED, NOT_REFUNDED = "no_token", "too_little", "token_refused", "not_refunded"

CODES = {
    100: Code(Says.YES, _("Paid.")),
    101: Code(Says.YES, _("Paid.")),
    -9: Code(Says.NOT_YOU, OURS),
    -10: Code(Says.NOT_YOU, _("The bank does not know our server or merchant number.")),
    -11: Code(Says.NOT_YOU, _("Our contract with the bank is not active.")),
    -12: Code(Says.WAIT, _("Too many tries; wait a little.")),
    -13: Code(Says.NOT_YOU, _("Our contract with the bank has reached its limit.")),
    -14: Code(Says.NOT_YOU, _("The bank does not know our web address.")),
    -15: Code(Says.NOT_YOU, _("Our contract with the bank is suspended.")),
    -16: Code(Says.NOT_YOU, OURS),
    -17: Code(Says.NOT_YOU, OURS),
    -18: Code(Says.NOT_YOU, _("The bank does not know our web address.")),
    -19: Code(Says.NOT_YOU, _("Our contract with the bank is not active.")),
    **{code: Code(Says.NOT_YOU, SPLIT) for code in range(-39, -29)},
    -40: Code(Says.NOT_YOU, OURS),
    -41: Code(Says.NOT_YOU, _("The amount is more than the bank takes at once.")),
    -42: Code(Says.NO, _("The time for this payment is over.")),
    -50: Code(Says.NO, _("The paid amount is not the amount of this payment.")),
    -51: Code(Says.NO, _("Nothing was paid.")),
    -52: Code(Says.WAIT, _("The bank had an unexpected error.")),
    -53: Code(Says.NO, _("The bank does not know this payment.")),
    -54: Code(Says.NO, _("The bank does not know this payment.")),
    -55: Code(Says.NO, _("The bank does not know this payment.")),
    # Of reversing only: they say nothing about whether money came.
    -60: Code(Says.NOT_YOU, _("The card's bank does not take this payment back.")),
    NOT_REVERSIBLE: Code(Says.NOT_YOU, _("This payment was not made, or was taken back before.")),
    -62: Code(Says.NOT_YOU, _("The bank does not know our server.")),
    -63: Code(Says.NOT_YOU, _("The time to take this payment back is over.")),
}
OWN_WORDS = {
    NO_TOKEN: _("The gateway has no access token, without which its bank refunds nothing."),
    TOO_LITTLE: _("The bank does not refund so little."),
    TOKEN_REFUSED: _("The bank does not accept the gateway's access token."),
    NOT_REFUNDED: _("The bank did not accept this refund."),
}


def code_of(number: int) -> Code:
    """What a code means; one we never heard of decides nothing."""
    return CODES.get(number, STRANGE)
