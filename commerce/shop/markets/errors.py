from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError, NotFound


class HandleTaken(DomainError):
    code = "handle_taken"
    status = 409
    message = _("This handle belongs to another market.")


class UnknownMarket(NotFound):
    message = _("There is no such market.")


class OwnerStays(DomainError):
    code = "owner_stays"
    status = 409
    message = _("A market's owner cannot be removed or get another role.")
