from django.utils.translation import gettext_lazy as _
from oscar.apps.voucher.abstract_models import AbstractVoucher, AbstractVoucherApplication

from commerce.foundation.core.columns import rial_column


class Voucher(AbstractVoucher):
    """A code that opens one promotion to whoever types it; how often is the promotion's to say."""

    total_discount = rial_column(_("total discount (rial)"), default=0)


class VoucherApplication(AbstractVoucherApplication):
    """A use of a voucher by an order that is not over."""


from oscar.apps.voucher.models import *  # noqa: E402, F403
