"""What checkout refuses beyond what carts and orders refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class QuoteExpired(DomainError):
    code = "quote_expired"
    status = 409
    message = _("This quote is too old; ask for a new one.")
