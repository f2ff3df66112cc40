"""The statement: running balance, filters, flat reads; freezing and leaving."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.clock import jalali_date
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.wallets import selectors, services
from commerce.money.wallets.models import WalletEntry
from commerce.money.wallets.selectors import staff as overview
from tests.commerce.money.wallets.money import WALLET, ask, gift_codes, grant, pockets, staff, stepped_up, top_up
from tests.factories import bearer, make_user

pytestmark = pytest.mark.django_db
ENTRIES = f"{WALLET}entries/"


@pytest.fixture
def sara() -> User:
    return make_user()


def test_every_line_says_what_could_be_spent_after_it(sara: User) -> None:
    top_up(sara, 1_000_000)
    grant(sara, 200_000)
    services.hold_money(user=sara, amount=500_000, cause_kind="payment", cause_ref="p-1", reference="A-1", note="سفارش")
    services.let_go(cause_kind="payment", cause_ref="p-1", reference="A-1")

    lines = bearer(sara).get(ENTRIES).json()["results"]

    assert [(line["kind"], line["amount"]["amount"], line["balance"]["amount"]) for line in lines] == [
        ("payment_released", 500_000, 1_200_000),
        ("payment", -500_000, 700_000),
        ("promotional_granted", 200_000, 1_200_000),
        ("top_up", 1_000_000, 1_000_000),
    ]
    assert lines[1]["reference"] == "A-1"


def test_pages_follow_each_other_without_a_gap(sara: User) -> None:
    for amount in range(100_000, 105_000, 1_000):
        top_up(sara, amount)
    client, found, address = bearer(sara), [], f"{ENTRIES}?limit=2"
    while address:
        page = client.get(address).json()
        found += [line["amount"]["amount"] for line in page["results"]]
        address = page["next"]

    assert found == [104_000, 103_000, 102_000, 101_000, 100_000]


@pytest.mark.parametrize("as_typed", [lambda day: day.isoformat(), jalali_date], ids=["iso", "jalali"])
def test_days_and_kinds_can_be_asked_for(sara: User, as_typed: Any) -> None:
    top_up(sara, 100_000)
    grant(sara, 50_000)
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    WalletEntry.objects.filter(kind="top_up").update(at=timezone.now() - timedelta(days=1))

    def kinds(**asked: Any) -> list[str]:
        return [line["kind"] for line in bearer(sara).get(ENTRIES, asked).json()["results"]]

    assert kinds(since=as_typed(today)) == ["promotional_granted"]
    assert kinds(until=as_typed(yesterday)) == ["top_up"]
    assert kinds(since=as_typed(yesterday), until=as_typed(today)) == ["promotional_granted", "top_up"]
    assert kinds(kind="top_up") == ["top_up"]


@pytest.mark.parametrize(
    "asked", [{"since": "1405/13/01"}, {"until": "2026-02-30"}, {"since": "فردا"}, {"kind": "all"}]
)
def test_what_cannot_be_read_is_refused(sara: User, asked: dict[str, str]) -> None:
    assert bearer(sara).get(ENTRIES, asked).status_code == 400


def test_reading_costs_the_same_however_long_the_statement_is(sara: User) -> None:
    top_up(sara, 100_000)
    client = bearer(sara)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(ENTRIES)
    for _time in range(5):
        top_up(sara, 100_000)

    with CaptureQueriesContext(connection) as many:
        client.get(ENTRIES)

    assert len(few) == len(many) <= 3


def test_a_statement_reads_one_index(sara: User) -> None:
    top_up(sara, 100_000)
    rows = selectors.entries_of(user_id=sara.pk).order_by("-at", "-pk")[:25]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows.explain()

    assert "wallet_statement" in plan
    assert "Sort" not in plan


def test_freezing_has_its_right_its_reason_and_its_trace(sara: User) -> None:
    with pytest.raises(Forbidden):
        services.freeze_wallet(actor=staff("stranger"), user=sara, reason="بررسی")
    freezer = staff("freezer", "freeze_wallet")
    with pytest.raises(InvalidInput):
        services.freeze_wallet(actor=freezer, user=sara, reason=" ")

    services.freeze_wallet(actor=freezer, user=sara, reason="گزارش سرقت")
    services.freeze_wallet(actor=freezer, user=sara, reason="دوباره")
    assert bearer(sara).get(WALLET).json()["is_frozen"] is True
    services.unfreeze_wallet(actor=freezer, user=sara, reason="برطرف شد")

    assert bearer(sara).get(WALLET).json()["is_frozen"] is False
    trail = AuditEntry.objects.filter(action__startswith="wallet.").order_by("id").values_list("action", flat=True)
    assert list(trail) == ["wallet.frozen", "wallet.unfrozen"]
    facts = OutboxEvent.objects.filter(name__in=["wallet.frozen", "wallet.unfrozen"])
    assert facts.count() == 2


def test_the_app_hears_of_the_wallet_at_its_start(sara: User) -> None:
    top_up(sara, 100_000)

    wallet = bearer(sara).get("/api/v1/me/bootstrap/").json()["wallet"]

    assert (wallet["spendable"]["amount"], wallet["is_frozen"]) == (100_000, False)


def test_an_account_with_money_is_not_closed(sara: User) -> None:
    top_up(sara, 100_000)

    answer = stepped_up(sara).delete("/api/v1/me/")

    assert (answer.status_code, answer.json()["code"]) == (409, "wallet_not_empty")


def test_promotional_credit_keeps_nobody_and_leaves_nothing(sara: User) -> None:
    grant(sara, 100_000)

    assert stepped_up(sara).delete("/api/v1/me/").status_code == 204

    assert pockets(sara) == {"cash": 0, "gift": 0, "promotional": 0, "held": 0}
    assert set(WalletEntry.objects.values_list("note", flat=True)) == {""}
    assert find_drift() == []


def test_an_export_holds_the_statement(sara: User) -> None:
    top_up(sara, 100_000)

    wallet = bearer(sara).get("/api/v1/me/export/").json()["wallet"]

    assert wallet["cash"] == 100_000
    assert wallet["entries"][0]["kind"] == "top_up"


def test_staff_look_over_wallets_in_two_questions(sara: User) -> None:
    top_up(sara, 100_000)
    top_up(make_user(), 200_000)

    with CaptureQueriesContext(connection) as asked:
        page = list(overview.wallets()[:24])
        contents = overview.contents_of(page)

    assert len(asked) == 2
    assert [contents[wallet.pk].total for wallet in page] == [200_000, 100_000]


def test_staff_see_what_became_of_a_batch(sara: User) -> None:
    first, _second = gift_codes(100_000, 200_000)
    ask(bearer(sara), "gift-cards/redeem/", {"code": first})

    rows = {batch.amount: (batch.redeemed, batch.outstanding) for batch in overview.gift_card_batches()}

    assert rows == {100_000: (1, 0), 200_000: (0, 200_000)}
