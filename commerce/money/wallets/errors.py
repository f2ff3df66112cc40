"""What a wallet refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class WalletFrozen(DomainError):
    code = "wallet_frozen"
    status = 409
    message = _("This wallet is frozen; ask support.")


class AmountTooSmall(DomainError):
    code = "amount_too_small"
    status = 409
    message = _("The amount is below the smallest allowed.")


class AmountTooLarge(DomainError):
    code = "amount_too_large"
    status = 409
    message = _("The amount is above the largest allowed.")


class NothingHeld(DomainError):
    code = "nothing_held"
    status = 409
    message = _("No money of the wallet is set aside for this.")


class WalletNotEmpty(DomainError):
    code = "wallet_not_empty"
    status = 409
    message = _("There is money in the wallet: spend or withdraw it before the account is closed.")


class SecondPersonNeeded(DomainError):
    code = "second_person_needed"
    status = 403
    message = _("A second person has to decide this.")
