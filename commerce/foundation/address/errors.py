from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class TooManyAddresses(DomainError):
    code = "too_many_addresses"
    status = 409
    message = _("The address book is full; remove one first.")
