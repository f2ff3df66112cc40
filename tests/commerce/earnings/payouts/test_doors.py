"""Payouts over the API: a market reads its own and asks early; staff see all, look ahead and begin a run."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from commerce.earnings.payouts.models import Payout, PayoutRun
from tests.commerce.earnings.payouts.paying import earn, free_of, run, terms
from tests.commerce.earnings.payouts.test_paying import working_day
from tests.factories import bearer, make_market, mina, omid, reza
from tests.factories.sales import fresh_key

pytestmark = pytest.mark.django_db

PAYOUTS = "/api/v1/vendor/tea-house/payouts/"


@pytest.fixture
def omids(market):
    client = bearer(omid(), audience="vendor")
    omid().sessions.update(stepped_up_at=timezone.now())
    return client


@pytest.fixture
def rezas(db):
    reza().user_permissions.set(Permission.objects.filter(content_type__app_label="payouts"))
    return bearer(reza(), audience="staff")


def test_a_market_reads_its_payouts_with_their_earnings(market, omids):
    sold = earn(market, 500_000)
    run(day=working_day())

    listed = omids.get(PAYOUTS, {"status": "waiting"}).json()["results"]
    one = omids.get(f"{PAYOUTS}{listed[0]['id']}/").json()

    assert (listed[0]["net"]["amount"], listed[0]["bank_status"]) == (500_000, "asked")
    assert one["items"] == [{"kind": "sale", "reference": sold, "amount": one["amount"]}]
    assert omids.get(PAYOUTS, {"status": "settled"}).json()["results"] == []


def test_a_stranger_finds_nothing(market, omids):
    earn(market, 500_000)
    run(day=working_day())
    make_market(mina(), handle="pot-house")
    minas = bearer(mina(), audience="vendor")

    payout = Payout.objects.get()
    assert minas.get(PAYOUTS).status_code == 404
    assert minas.get(f"/api/v1/vendor/pot-house/payouts/{payout.public_id}/").status_code == 404


def test_an_early_payout_is_quoted_and_asked_for_once(market, omids):
    earn(market, 1_000_000)
    key = fresh_key()

    quote = omids.get(f"{PAYOUTS}quote/", {"amount": 600_000}).json()
    first = omids.post(PAYOUTS, {"amount": 600_000}, format="json", headers={"Idempotency-Key": key})
    again = omids.post(PAYOUTS, {"amount": 600_000}, format="json", headers={"Idempotency-Key": key})

    assert (quote["is_possible"], quote["net"]) == (True, first.json()["net"])
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert (Payout.objects.count(), free_of(market)) == (1, 400_000)
    cancelled = omids.post(f"{PAYOUTS}{first.json()['id']}/cancel/")
    assert (cancelled.json()["status"], free_of(market)) == ("cancelled", 1_000_000)


def test_it_asks_for_a_fresh_code_and_says_why_not(market, omids):
    refused = omids.post(PAYOUTS, {"amount": 1}, format="json", headers={"Idempotency-Key": fresh_key()})
    assert (refused.status_code, refused.json()["code"], refused.json()["outcome"]) == (
        409,
        "cannot_be_paid",
        "nothing",
    )
    omid().sessions.update(stepped_up_at=None)
    asked = omids.post(PAYOUTS, {"amount": 1}, format="json", headers={"Idempotency-Key": fresh_key()})
    assert (asked.status_code, asked.json()["code"]) == (403, "step_up_required")


def test_the_terms_say_when_and_why_nothing(market, omids):
    terms(minimum=700_000, schedule="weekly", weekday=0)
    earn(market, 500_000)

    told = omids.get(f"{PAYOUTS}terms/").json()

    assert (told["outcome_now"], told["amount_now"]["amount"]) == ("below_minimum", 500_000)
    assert (told["terms"]["schedule"], told["terms"]["whose"]) == ("weekly", "default")
    assert told["next_on"]


def test_staff_look_ahead_begin_a_run_and_read_all(market, rezas):
    earn(market, 500_000)
    terms(market, schedule="manual")

    ahead = rezas.get("/api/v1/staff/payouts/preview/", {"scope": "manual"}).json()
    begun = rezas.post(
        "/api/v1/staff/payouts/runs/", {"scope": "manual"}, format="json", headers={"Idempotency-Key": fresh_key()}
    )

    assert (ahead["paid"], ahead["markets"][0]["outcome"]) == (1, "paid")
    assert begun.status_code == 202
    assert PayoutRun.objects.count() == 1
    run(scope="manual")
    assert rezas.get("/api/v1/staff/payouts/", {"market": market.public_id}).json()["results"][0]["kind"] == "manual"
