"""`{% load decisions %}`: why a share is what it is, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from commerce.earnings.payouts.simulating.results import holder_title
from commerce.shop.commissions.words import Reason, reason_of

register = template.Library()


@register.inclusion_tag("dashboards/base/decision.html")
def decision(told: Mapping[str, Any] | Reason, *, for_market: bool = False) -> dict[str, Any]:
    """A frozen decision; a market is not told the names of rules about others."""
    return {"reason": told if isinstance(told, Reason) else reason_of(told, for_market=for_market)}


@register.filter
def holder(name: str) -> str:
    """What a share-holder is called."""
    return holder_title(name)
