from commerce.shop.commissions.models.rate import CommissionRate
from commerce.shop.commissions.models.rule import CommissionRule

__all__ = ["CommissionRate", "CommissionRule"]
