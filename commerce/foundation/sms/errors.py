from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class SmsBudgetSpent(DomainError):
    """The platform sent all the messages it allows itself in an hour."""

    code = "sms_budget_spent"
    status = 503
    message = _("No message can be sent now; try again a little later.")
