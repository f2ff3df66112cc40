"""On whose terms a market owes."""

from commerce.earnings.debts.models import DebtTerms
from commerce.shop.plans.selectors import plans_of

DEFAULT = "default"


def scope_of(*, market_ref: str = "", plan: str = "") -> str:
    """The name of terms: of one market, of a plan, or of all."""
    return f"market:{market_ref}" if market_ref else f"plan:{plan}" if plan else DEFAULT


def terms_of(market_ref: str) -> DebtTerms:
    """The terms of a market: its own, else its plan's, else those of all."""
    scopes = [scope_of(market_ref=market_ref)]
    if plan := plans_of([market_ref]).get(market_ref):
        scopes.append(scope_of(plan=plan))
    scopes.append(DEFAULT)
    found = {terms.scope: terms for terms in DebtTerms.objects.filter(scope__in=scopes).prefetch_related("ladder")}
    return next(found[scope] for scope in scopes if scope in found)
