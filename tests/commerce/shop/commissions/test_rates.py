"""The platform's percentage holds from its moment on, and only those who may set it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.settlement.shares import quote
from commerce.shop.commissions.errors import BackdatedRate, ImpossiblePercent
from commerce.shop.commissions.models import CommissionRate
from commerce.shop.commissions.selectors import rate_at
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.sales import delivery, item

pytestmark = pytest.mark.django_db


def commission_of(line) -> list[tuple[int, str]]:
    return [(share.amount, share.rule["rule"]) for share in quote([line]) if share.holder == "commission"]


def test_before_the_first_rate_there_is_none_and_the_share_says_so():
    assert rate_at() is None
    assert commission_of(item(1_000)) == [(0, "no_rate")]


def test_the_latest_rate_that_has_begun_holds():
    now = timezone.now()
    set_rate(actor=SYSTEM, percent=Decimal(10))
    set_rate(actor=SYSTEM, percent=Decimal(12), starts_at=now + timedelta(days=1))

    assert rate_at().percent == 10
    assert rate_at(now + timedelta(days=2)).percent == 12


def test_half_a_rial_is_rounded_up():
    set_rate(actor=SYSTEM, percent=Decimal("2.5"))

    assert commission_of(item(1_020)) == [(26, "flat_percentage")]


def test_delivery_pays_no_commission():
    set_rate(actor=SYSTEM, percent=Decimal(10))

    assert commission_of(delivery(50_000)) == []


def test_staff_with_the_permission_set_the_rate_and_are_remembered():
    chief = Actor(kind="user", ref="chief", rights=frozenset({"commissions.add_commissionrate"}))

    assert set_rate(actor=chief, percent=Decimal(9)).set_by == "user:chief"


def test_nobody_else_does():
    with pytest.raises(Forbidden):
        set_rate(actor=Actor(kind="user", ref="mina"), percent=Decimal(0))
    assert not CommissionRate.objects.exists()


@pytest.mark.parametrize("percent", [Decimal(-1), Decimal("100.01")])
def test_a_percentage_is_one(percent):
    with pytest.raises(ImpossiblePercent):
        set_rate(actor=SYSTEM, percent=percent)


def test_the_past_is_not_edited():
    with pytest.raises(BackdatedRate):
        set_rate(actor=SYSTEM, percent=Decimal(5), starts_at=timezone.now() - timedelta(seconds=1))
