"""Who may start payouts, say when they are made, and ask for one before its time."""

from typing import Final

from commerce.foundation.core.actors import SYSTEM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden

START: Final = "payouts.start_payouts"
SET_TERMS: Final = "payouts.add_payoutterms"
SET_CALENDAR: Final = "payouts.change_holiday"
ASK_EARLY: Final = "money.manage"


def require(right: str, *, actor: Actor) -> None:
    """Refuse whoever lacks a right; what runs by itself has all."""
    if actor != SYSTEM and right not in actor.rights:
        raise Forbidden(wanted_right=right)


def require_own_money(tenant: Tenant) -> None:
    """Refuse who may not decide about the market's money."""
    if tenant.kind != "market" or ASK_EARLY not in tenant.rights:
        raise Forbidden(wanted_right=ASK_EARLY)
