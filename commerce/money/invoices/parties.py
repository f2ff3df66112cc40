"""Sellers, and the platform, as papers name them."""

from datetime import date

from django.conf import settings

from commerce.foundation.core.actors import PLATFORM
from commerce.money.invoices.content import Party
from commerce.money.invoices.owners import Trader, trader_of, traders
from commerce.money.tax.selectors import profile_of


@traders.register(PLATFORM.kind)
def _platform(ref: str) -> Trader:
    return Trader(name=settings.WAGTAIL_SITE_NAME)


def party_of(*, kind: str, ref: str, day: date) -> Party:
    """An owner under its legal name, else the name it trades by, and as the tax office knows it on a day."""
    profile, trader = profile_of(owner_kind=kind, owner_ref=ref), trader_of(kind=kind, ref=ref)
    return Party(
        kind=kind,
        ref=ref,
        name=profile.legal_name or trader.name,
        trade_name=trader.name if profile.legal_name not in {"", trader.name} else "",
        national_id=profile.national_id,
        economic_code=profile.economic_code,
        postal_code=profile.postal_code,
        address=profile.address or trader.address,
        phone=profile.phone or trader.phone,
        is_registered=profile.is_registered_on(day),
        memory_id=profile.memory_id,
    )
