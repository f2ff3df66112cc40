from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class UnknownRegion(DomainError):
    code = "unknown_region"
    message = _("There is no such province or city.")
