"""A payout of a market of the tests, and a run; the same at every asking."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.earnings.payouts.models import Payout, PayoutRun, PayoutTerms
from commerce.earnings.payouts.selectors import terms_of
from commerce.earnings.payouts.services.paying import make_payout
from commerce.foundation.core import clock
from commerce.money.remittances.models import BankAccount
from tests.commerce.earnings.payouts.paying import PAYER, earn
from tests.dashboards.vendor.market_money import bank_account_of

AMOUNT = 5_000_000


@transaction.atomic
def payout_of(shop: Any) -> Payout:
    """A payout of a shop's market that waits for approval."""
    market_ref = shop.market.public_id
    if known := Payout.objects.filter(market_ref=market_ref).order_by("pk").first():
        return known
    account = bank_account_of(shop)
    usable = {"status": "verified", "usable_from": timezone.now() - timedelta(seconds=1), "is_default": True}
    BankAccount.objects.filter(pk=account.pk).update(**usable)
    earn(shop.market, AMOUNT)
    payout = make_payout(
        actor=PAYER,
        market_ref=market_ref,
        kind=Payout.Kind.EARLY,
        due_on=clock.today(),
        amount=AMOUNT,
        terms=terms_of(market_ref),
    )
    BankAccount.objects.filter(pk=account.pk).update(status=account.status, usable_from=account.usable_from)
    return payout


def run_of(shop: Any) -> PayoutRun:
    """A run with that payout's market in it."""
    day = clock.today()
    made, _new = PayoutRun.objects.get_or_create(day=day, since=day, scope="manual", asked_by=PAYER.key, status="done")
    made.lines.get_or_create(market_ref=shop.market.public_id, defaults={"outcome": "nothing"})
    return made


def terms_of_all() -> PayoutTerms:
    """The terms of everybody."""
    return PayoutTerms.objects.filter(market_ref="", plan="").latest("pk")
