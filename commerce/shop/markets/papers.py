"""What markets are called on papers, for invoices, which knows no markets."""

from commerce.money.invoices.owners import Trader, traders
from commerce.shop.markets.models import Market


@traders.register("market")
def trader(ref: str) -> Trader:
    market = Market.objects.select_related("city__province").filter(public_id=ref).first()
    if market is None:
        return Trader(name=ref)
    city = market.city
    address = f"{city.province.name_fa}، {city.name_fa}" if city else ""
    return Trader(name=market.name, address=address, phone=market.phone)
