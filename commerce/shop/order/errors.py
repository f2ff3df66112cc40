"""What an order refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class CashNotTaken(DomainError):
    code = "cash_not_taken"
    status = 409
    message = _("Not everything in this order can be paid in cash on delivery.")


class NotForCash(DomainError):
    code = "not_for_cash"
    status = 409
    message = _("This order was not to be paid on delivery.")


class NotPayable(DomainError):
    code = "not_payable"
    status = 409
    message = _("This order is not waiting for payment.")


class PaymentInDoubt(DomainError):
    code = "payment_in_doubt"
    status = 409
    message = _("The bank is still being asked about your last payment; wait a little before paying again.")


class NotCancellable(DomainError):
    code = "not_cancellable"
    status = 409
    message = _("This order can no longer be cancelled here.")


class OpenOrders(DomainError):
    code = "open_orders"
    status = 409
    message = _("Some orders are still on their way.")


class NothingToShip(DomainError):
    code = "nothing_to_ship"
    status = 409
    message = _("There is nothing left to send.")


class TooManyShipped(DomainError):
    code = "too_many_shipped"
    status = 409
    message = _("That is more than is left to send.")


class NotYetShipped(DomainError):
    code = "not_yet_shipped"
    status = 409
    message = _("Goods are delivered after they were sent.")


class AlreadySent(DomainError):
    code = "already_sent"
    status = 409
    message = _("This was sent already and cannot be cancelled any more; ask for a refund instead.")


class NothingLeftOfLine(DomainError):
    code = "nothing_left_of_line"
    status = 409
    message = _("There are not that many left of this line.")


class NotPaidYet(DomainError):
    code = "not_paid_yet"
    status = 409
    message = _("No money came for this yet, so none can go back.")


class NotRepaidByMarket(DomainError):
    code = "not_repaid_by_market"
    status = 409
    message = _("The market did not take this money in itself, so it cannot give it back by hand.")
