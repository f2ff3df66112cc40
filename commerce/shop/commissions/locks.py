"""The table of rules is changed by one person at a time."""

from commerce.shop.commissions.models import CommissionRule


def lock_rules() -> list[CommissionRule]:
    """All rules in their order, ours until the transaction ends."""
    return list(CommissionRule.objects.select_for_update().order_by("position"))
