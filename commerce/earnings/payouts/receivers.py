"""What payouts hear: deliveries begin a hold, and the bank's word about a remittance is its payout's fate."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.services import payout_not_sent, payout_returned, payout_sent, payout_settled
from commerce.earnings.payouts.services.paying import KIND
from commerce.foundation.core import clock
from commerce.foundation.core.events import subscribe
from commerce.money.remittances.kinds import remittance_kind
from commerce.money.remittances.models import Remittance
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import start_hold
from commerce.shop.order.models import Parcel


@subscribe("vendor_order.delivered", consumer="payouts.start_hold")
def hold_from_delivery(payload: dict[str, Any]) -> None:
    """The market's money is held from now on, longer where nobody but the market says that it arrived."""
    sale_ref = payload["vendor_order"]
    if not Sale.objects.filter(sale_ref=sale_ref).exists():
        return
    arrived = Parcel.objects.filter(vendor_order__public_id=sale_ref).aggregate(at=Max("delivered_at"))["at"]
    days = terms_of(payload["market"]).hold_on(confirmed_by=payload["confirmed_by"])
    start_hold(sale_ref=sale_ref, delivered_at=arrived or clock.now(), days=days)


@subscribe("remittance.settled", consumer="payouts.settle")
def settle(payload: dict[str, Any]) -> None:
    """The bank says that a payout arrived; where it was told that it came back, that stays."""
    if payload["kind"] == KIND:
        remittance = Remittance.objects.get(public_id=payload["remittance"])
        payout_settled(remittance_id=remittance.pk, at=remittance.ended_at or clock.now())


remittance_kind(
    KIND,
    title=_("payout"),
    transit="payouts_in_transit",
    on_sent=lambda remittance: payout_sent(remittance=remittance),
    on_refused=lambda remittance: payout_not_sent(remittance=remittance),
    on_returned=lambda remittance: payout_returned(remittance=remittance),
)
