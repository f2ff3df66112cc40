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


class DailyLimitReached(DomainError):
    code = "daily_limit_reached"
    status = 409
    message = _("This is more than may be moved in a day.")


class NoSuchReceiver(DomainError):
    """One answer for a number without an account, a closed account and a frozen wallet."""

    code = "no_such_receiver"
    status = 404
    message = _("Nobody with this number can receive money here.")


class ReceiverChanged(DomainError):
    code = "receiver_changed"
    status = 409
    message = _("This is not what you were shown; look again who receives it.")


class TransferToSelf(DomainError):
    code = "transfer_to_self"
    status = 409
    message = _("You cannot send money to yourself.")


class GiftCardNotValid(DomainError):
    """One answer for a wrong, used, expired and cancelled code."""

    code = "gift_card_not_valid"
    status = 409
    message = _("This gift card is not valid.")


class GiftCardSentOften(DomainError):
    code = "gift_card_sent_often"
    status = 409
    message = _("This gift card was sent too often; ask support.")
