"""What debts refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError, NotFound


class NothingOwed(DomainError):
    code = "nothing_owed"
    status = 409
    message = _("The market owes nothing.")


class MoreThanOwed(DomainError):
    code = "more_than_owed"
    status = 409
    message = _("This is more than the market owes.")


class SecondPersonNeeded(DomainError):
    code = "second_person_needed"
    status = 403
    message = _("A second person has to decide this.")


class TransferPaidBefore(DomainError):
    code = "transfer_paid_before"
    status = 409
    message = _("This transfer has paid a debt before.")


class UnknownBill(NotFound):
    message = _("There is no such bill.")


class DefaultTermsStay(DomainError):
    code = "default_terms_stay"
    status = 409
    message = _("The terms for all markets can be changed, not deleted.")
