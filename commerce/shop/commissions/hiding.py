"""Which rules are never asked, because one above them takes every sale that they would."""

from collections.abc import Sequence
from datetime import datetime

from commerce.foundation.core import clock
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.models.rule import LISTS


def hides(above: CommissionRule, below: CommissionRule) -> bool:
    """Whether the lower rule can never decide while the upper one stands; a branch of categories counts as named."""
    return (
        above.is_active
        and above.applies_to in {"both", below.applies_to}
        and all(_takes(getattr(above, name), getattr(below, name)) for name in LISTS)
        and (above.min_price or 0) <= (below.min_price or 0)
        and (above.max_price is None or (below.max_price is not None and below.max_price <= above.max_price))
        and above.starts_at <= max(below.starts_at, clock.now())
        and _ends_no_earlier(above.ends_at, below.ends_at)
    )


def hidden_below(rule: CommissionRule, order: Sequence[CommissionRule]) -> list[CommissionRule]:
    """The active rules that a rule would hide where it stands in an order."""
    return [one for one in order[order.index(rule) + 1 :] if one.is_active and hides(rule, one)]


def hiders_of(rules: Sequence[CommissionRule]) -> dict[str, CommissionRule]:
    """Public id of each active rule that is never asked → the first rule above that hides it."""
    found: dict[str, CommissionRule] = {}
    standing: list[CommissionRule] = []
    for rule in rules:
        if not rule.is_active:
            continue
        if above := next((one for one in standing if hides(one, rule)), None):
            found[rule.public_id] = above
        else:
            standing.append(rule)
    return found


def _takes(above: Sequence[str], below: Sequence[str]) -> bool:
    return not above or (bool(below) and set(below) <= set(above))


def _ends_no_earlier(above: datetime | None, below: datetime | None) -> bool:
    return above is None or (below is not None and below <= above)
