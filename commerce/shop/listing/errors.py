from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import NotFound


class UnlistedProduct(NotFound):
    message = _("This product is not on sale.")
