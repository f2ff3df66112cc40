"""Which markets may have a gateway of their own, for payments, which knows no markets."""

from commerce.money.payments.owners import own_gateways
from commerce.shop.markets.models import Market, Restriction


@own_gateways.register("market")
def may_have_own_gateway(ref: str) -> bool:
    allowed = Market.objects.filter(public_id=ref, may_have_own_gateway=True)
    return allowed.exclude(forbidden__contains=[Restriction.What.NO_OWN_GATEWAY]).exists()
