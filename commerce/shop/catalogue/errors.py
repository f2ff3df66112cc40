from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError, NotFound


class UnknownProduct(NotFound):
    message = _("There is no such product.")


class UnknownCategory(NotFound):
    message = _("There is no such category.")


class UnknownImage(NotFound):
    message = _("There is no such picture.")


class BarcodeTaken(DomainError):
    code = "barcode_taken"
    status = 409
    message = _("A product with this barcode is in the catalogue already; offer that one.")


class TooManyImages(DomainError):
    code = "too_many_images"
    message = _("A product has no room for another picture.")


class LastVariantStays(DomainError):
    code = "last_variant"
    status = 409
    message = _("A product with variants keeps at least one.")
