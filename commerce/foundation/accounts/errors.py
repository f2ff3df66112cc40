from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class InvalidCode(DomainError):
    """One answer for a wrong, old, used or never sent code."""

    code = "invalid_code"
    message = _("The code is wrong or too old.")


class InvalidCredentials(DomainError):
    """One answer for an unknown number, a wrong password and a wrong token."""

    code = "invalid_credentials"
    message = _("The number, password or token is wrong.")


class InvalidToken(DomainError):
    code = "invalid_token"
    status = 401
    message = _("Sign in again.")

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


class NoMarket(DomainError):
    code = "no_market"
    status = 403
    message = _("You have no market yet.")


class TotpRequired(DomainError):
    code = "totp_required"
    status = 403
    message = _("Set up an authenticator app in the dashboard first.")


class AccountClosed(DomainError):
    code = "account_closed"
    status = 403
    message = _("This account is closed.")


class MobileTaken(DomainError):
    code = "mobile_taken"
    status = 409
    message = _("Another account has this number.")


class StaffCannotLeave(DomainError):
    code = "staff_cannot_leave"
    status = 409
    message = _("A member of staff cannot close the account by themselves.")


class CoolingOff(DomainError):
    code = "cooling_off"
    status = 403
    message = _("The number was changed lately; wait a day.")
