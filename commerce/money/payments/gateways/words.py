"""What the banks behind Shaparak say alike, each with numbers of its own."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.gateways.codes import Code, Says

PAID = Code(Says.YES, _("Paid."))

# Of the card or its holder.
CARD_INVALID = Code(Says.NO, _("The card number is not valid."))
CARD_EXPIRED = Code(Says.NO, _("The card has expired."))
CARD_BLOCKED = Code(Says.NO, _("This card is blocked; its bank knows why."))
CARD_NOT_HERE = Code(Says.NO, _("This card may not be used here."))
NO_MONEY = Code(Says.NO, _("There is not enough money on the card."))
WRONG_PIN = Code(Says.NO, _("The card's PIN was wrong."))
PIN_TRIES = Code(Says.NO, _("The card's PIN was wrong too many times."))
TOO_OFTEN = Code(Says.NO, _("The card was used too often today."))
ABOVE_CARD_LIMIT = Code(Says.NO, _("The amount is above the limit of the card."))
OWNERSHIP = Code(Says.NO, _("The card could not be shown to be yours."))
ISSUER_REFUSED = Code(Says.NO, _("The card's bank refused the payment."))

# Of the payment.
CANCELLED = Code(Says.NO, _("The payment was cancelled."))
NOTHING_PAID = Code(Says.NO, _("Nothing was paid."))
TIME_OVER = Code(Says.NO, _("The time for this payment is over."))
UNKNOWN_PAYMENT = Code(Says.NO, _("The bank does not know this payment."))
GIVEN_BACK = Code(Says.NO, _("The bank gave the money back to the card."))

# Of nothing yet.
BANK_ERROR = Code(Says.WAIT, _("The bank had an unexpected error."))
IN_PROGRESS = Code(Says.WAIT, _("The bank is still working on this; wait a little."))
ISSUER_SILENT = Code(Says.WAIT, _("The card's bank does not answer at the moment."))
# The next try is another order to the bank.
USED_NUMBER = Code(Says.WAIT, _("The bank has seen this order number before; try once more."))

# Of our request or contract.
OUR_REQUEST = Code(Says.NOT_YOU, _("The bank does not accept our request. Choose another gateway."))
OUR_CONTRACT = Code(Says.NOT_YOU, _("Our contract with the bank is not active."))
OUR_RIGHTS = Code(Says.NOT_YOU, _("Our contract with the bank does not cover this."))
OUR_PASSWORD = Code(Says.NOT_YOU, _("The bank does not accept our user name or password."))
OUR_SERVER = Code(Says.NOT_YOU, _("The bank does not know our server."))
OUR_ADDRESS = Code(Says.NOT_YOU, _("The bank does not know our web address."))
AMOUNT_TAKEN = Code(Says.NOT_YOU, _("The bank does not take this amount."))
