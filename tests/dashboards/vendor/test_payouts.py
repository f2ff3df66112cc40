"""A market's owner reads the payouts, asks for one early, and takes it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.earnings.payouts.models import Payout
from commerce.money.remittances.models import BankAccount
from tests.commerce.earnings.payouts.paying import earn, free_of, terms
from tests.dashboards.desk import desk_of
from tests.dashboards.vendor.market_money import bank_account_of
from tests.dashboards.vendor.test_money import confirmed

pytestmark = pytest.mark.django_db

FREE = 5_000_000


def to(name, *ids):
    return reverse(f"vendor:{name}", args=ids)


@pytest.fixture
def desk(ours):
    account = bank_account_of(ours)
    usable = timezone.now() - timedelta(seconds=1)
    BankAccount.objects.filter(pk=account.pk).update(status="verified", usable_from=usable)
    terms()
    earn(ours.market, FREE)
    return confirmed(desk_of(ours.owner))


def test_a_form_sent_twice_asks_once(ours, desk):
    page = desk.get(to("payout_early"), {"amount": "۲۰۰٬۰۰۰"})
    agreed = {name: page.context["form"].initial[name] for name in ("amount", "free")}

    first, second = (desk.post(to("payout_early"), agreed) for _twice in range(2))

    payout = Payout.objects.get()
    assert (first.status_code, second.status_code) == (302, 422)
    assert (payout.amount, free_of(ours.market)) == (2_000_000, FREE - 2_000_000)
    assert desk.get(to("payout", payout.public_id)).status_code == 200
    assert desk.post(to("payout_cancel", payout.public_id)).status_code == 302
    assert free_of(ours.market) == FREE


def test_it_asks_for_a_fresh_code(ours, desk):
    assert desk_of(ours.owner).post(to("payout_early"), {"amount": FREE, "free": FREE}).status_code == 403
    assert not Payout.objects.exists()


def test_the_page_says_why_nothing_would_be_paid(ours, desk):
    terms(minimum=FREE * 2)

    page = desk.get(to("payouts"))

    assert page.context["why_not"]
    assert not desk.get(to("payout_early")).context["quote"].is_possible
