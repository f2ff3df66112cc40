"""What else the platform takes from markets than its commission: apps that book such fees tell them for the papers."""

from collections.abc import Callable, Mapping
from datetime import datetime

from commerce.foundation.core.registries import Registry
from commerce.money.invoices.fees import Fees

__all__ = ["Charger", "Fees", "charged_markets", "charges", "charges_of"]

# Market → what was taken between two moments less what was given back, of one market where it is named.
# The name of a charger is the code of its line on the paper.
Charger = Callable[[datetime, datetime, str | None], Mapping[str, Fees]]
charges: Registry[Charger] = Registry("fee on commission invoices")


def charged_markets(start: datetime, end: datetime) -> set[str]:
    """Who was charged, or given a charge back, between two moments."""
    return {market for _name, charged in charges.items() for market in charged(start, end, None)}


def charges_of(market_ref: str, start: datetime, end: datetime) -> dict[str, Fees]:
    """The other fees of one market, by their names."""
    told = {name: charged(start, end, market_ref).get(market_ref) for name, charged in charges.items()}
    return {name: fees for name, fees in told.items() if fees}
