"""What vouchers refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class VoucherGone(DomainError):
    code = "voucher_gone"
    status = 409
    message = _("This voucher can no longer be used.")


class VoucherEnded(DomainError):
    code = "voucher_ended"
    status = 409
    message = _("This voucher has ended already.")
