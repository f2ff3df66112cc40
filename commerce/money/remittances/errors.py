"""What can stand between money and a bank account."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class BankAccountUnverified(DomainError):
    code = "bank_account_unverified"
    status = 409
    message = _("This bank account is not verified.")


class BankAccountCooling(DomainError):
    code = "bank_account_cooling"
    status = 409
    message = _("This bank account is new; money can go there a little later.")


class BankAccountInUse(DomainError):
    code = "bank_account_in_use"
    status = 409
    message = _("Money is on its way to this bank account.")


class TooManyBankAccounts(DomainError):
    code = "too_many_bank_accounts"
    status = 409
    message = _("There are too many bank accounts; remove one first.")


class OwnDecision(DomainError):
    code = "own_decision"
    status = 403
    message = _("Somebody else has to decide this.")


class AlreadyApproved(DomainError):
    code = "already_approved"
    status = 409
    message = _("You approved this before; another person has to agree too.")


class NothingToSend(DomainError):
    code = "nothing_to_send"
    status = 409
    message = _("None of these can be put into a batch.")


class BatchChanged(DomainError):
    code = "batch_changed"
    status = 409
    message = _("Not all of these can be put into this batch any more; choose again.")


class UnreadableResults(DomainError):
    code = "unreadable_results"
    status = 400
    message = _("This file of results cannot be read.")


class BatchFileDamaged(DomainError):
    code = "batch_file_damaged"
    status = 409
    message = _("The kept file is not the one that was made; do not send it.")


class RemittanceKeyReused(ValueError):
    """A remittance of this key was asked for before with other words: a bug of the caller."""
