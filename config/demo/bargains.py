"""On what terms the demo's markets sell: who takes VAT, plans, the rules of commission, vouchers, terms of debts."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from commerce.earnings.debts.models import DebtTerms
from commerce.earnings.debts.services import Rung, TermsDraft, save_terms
from commerce.foundation.core.actors import PLATFORM, SYSTEM
from commerce.money.tax.profiles import TaxDetails
from commerce.money.tax.services import set_profile
from commerce.shop.commissions.services import add_rule
from commerce.shop.markets.models import Market
from commerce.shop.plans.services import add_plan, put_on_plan
from commerce.shop.voucher.services import VoucherDraft, make_voucher
from config.demo.reading import read

OF_DEBTS = TermsDraft(
    bill_by=DebtTerms.BillBy.BOTH,
    threshold=400_000,
    grace_days=7,
    nets=False,
    smallest=100_000,
    ladder=[Rung("notice", 0), Rung("no_payouts", 3), Rung("no_cash", 7), Rung("no_new_orders", 30)],
)
OF_PLATFORM, OF_MARKET = "AZAR1405", "CHAI-50"


def agree(markets: list[Market]) -> None:
    """All of it stood before the first order. The first market pays what it owes itself, the others have it netted."""
    _register(PLATFORM.kind, PLATFORM.ref, "platform")
    for market in markets[:-1]:
        _register("market", market.public_id, market.handle)
    _make_plans(markets)
    _make_rules()
    _make_vouchers(markets[0])
    save_terms(actor=SYSTEM, draft=OF_DEBTS, market=markets[0])


def _register(kind: str, ref: str, name: str) -> None:
    details = TaxDetails(is_registered=True, registered_since=date(2024, 3, 20), **read("tax")[name])
    set_profile(actor=SYSTEM, owner_kind=kind, owner_ref=ref, details=details)


def _make_plans(markets: list[Market]) -> None:
    for position, (slug, in_persian, in_english) in enumerate((("base", "پایه", "Base"), ("gold", "طلایی", "Gold"))):
        add_plan(actor=SYSTEM, slug=slug, title_fa=in_persian, title_en=in_english, position=position)
    for market, plan in zip(markets, ("gold", "base"), strict=False):
        put_on_plan(actor=SYSTEM, market=market, plan=plan)


def _make_rules() -> None:
    """The last asks nothing of a sale, so it stands where it hides no other."""
    for fields in (
        {"name": "صنایع دستی", "categories": ["crafts"], "percent": Decimal(7), "floor": 50_000, "cap": 2_000_000},
        {"name": "فروشگاه‌های طلایی", "plans": ["gold"], "percent": Decimal(8)},
        {"name": "همهٔ فروش‌ها", "percent": Decimal(10)},
    ):
        add_rule(actor=SYSTEM, fields=fields)


def _make_vouchers(market: Market) -> None:
    now = timezone.now()
    until = now + timedelta(days=120)
    ours = VoucherDraft(
        code=OF_PLATFORM, name="جشنوارهٔ پاییز", percent=Decimal(10), cap=500_000, starts_at=now, ends_at=until
    )
    theirs = VoucherDraft(
        code=OF_MARKET,
        name="تخفیف چای بهاره",
        amount=500_000,
        market=market.handle,
        starts_at=now,
        ends_at=until,
    )
    for draft in (ours, theirs):
        make_voucher(actor=SYSTEM, draft=draft)
