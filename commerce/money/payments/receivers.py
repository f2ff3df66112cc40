"""Refunds leave by bank transfer through remittances, which never heard of payments."""

from django.utils.translation import gettext_lazy as _

from commerce.money.payments.services.refunding import by_transfer
from commerce.money.remittances.kinds import remittance_kind

remittance_kind(
    by_transfer.KIND,
    title=_("Refund"),
    transit=by_transfer.TRANSIT.kind,
    on_sent=by_transfer.remittance_sent,
    on_refused=by_transfer.remittance_refused,
    on_returned=by_transfer.remittance_returned,
)
