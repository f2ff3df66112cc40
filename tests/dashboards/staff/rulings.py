"""A rule, one that was taken out, a plan and a tax rate, for screens that need them."""

from dataclasses import dataclass
from decimal import Decimal

from commerce.foundation.core.actors import SYSTEM
from commerce.money.tax.models import TaxRate
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.services import add_rule, remove_rule
from commerce.shop.plans.models import Plan
from commerce.shop.plans.services import add_plan


@dataclass
class Rulings:
    rule: CommissionRule
    removed: str
    plan: Plan
    tax_rate: TaxRate


def some_rulings() -> Rulings:
    taken_out = add_rule(actor=SYSTEM, fields={"name": "گذشته", "percent": Decimal(1), "markets": ["x"]})
    remove_rule(actor=SYSTEM, rule=taken_out.public_id)
    rule = add_rule(actor=SYSTEM, fields={"name": "کفش", "percent": Decimal(8), "categories": ["shoes"]})
    plan = Plan.objects.filter(slug="gold").first()
    return Rulings(
        rule=rule,
        removed=taken_out.public_id,
        plan=plan or add_plan(actor=SYSTEM, slug="gold", title_fa="طلایی", title_en="Gold"),
        tax_rate=TaxRate.objects.order_by("-starts_on")[0],
    )
