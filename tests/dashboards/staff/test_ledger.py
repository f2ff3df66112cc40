"""The books on screen: from any number down to the entry and what made it true."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from commerce.money.ledger.models import Account, CheckRun, Export, Period
from commerce.money.ledger.services import reverse_entry
from commerce.money.payments.models import Payment
from dashboards.staff.ledger import statement
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet
from tests.commerce.money.ledger.days import AZAR, DEY, booked
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person, sara
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def account_of(ref):
    return Account.objects.get(kind=ref.kind, owner_ref=ref.owner_ref)


def test_the_trial_balance_of_a_sale_is_equal_and_leads_on(ours, desk):
    page = desk.get(to("ledger"))

    html = page.content.decode()
    assert page.context["total"].is_equal
    assert page.context["total"].debit > 0
    assert to("kind", "gateway_clearing") in html
    assert f"{to('entries')}?kind=receipts" in html


def test_a_trial_balance_of_another_month_shows_what_moved_then(desk):
    booked(wallet(), CLEARING, 500, AZAR)
    booked(RECEIPTS, wallet(), 200, DEY)

    page = desk.get(to("ledger"), {"since": "۱۴۰۴/۱۰/۰۱", "until": "۱۴۰۴/۱۰/۳۰"})

    lines = {line.kind.code: line for line in page.context["total"].lines}
    assert (lines["wallet"].opening, lines["wallet"].debit, lines["wallet"].closing_credit) == (-500, 200, 300)


@pytest.mark.parametrize(
    "days", [{"since": "x"}, {"until": "1404/13/40"}, {"since": "1404/01/01", "until": "1300/01/01"}]
)
def test_days_that_cannot_be_read_are_told_and_break_nothing(ours, desk, days):
    for name in ("ledger", "entries"):
        assert desk.get(to(name), days).status_code == 200
    assert desk.get(to("account", account_of(CLEARING).pk), days).status_code == 200
    assert desk.get(to("kind", "receipts"), days).status_code == 200


def test_the_trial_balance_leaves_as_a_workbook(ours, desk):
    answer = desk.get(to("ledger"), {"export": "xlsx"})

    rows = list(load_workbook(io.BytesIO(body(answer)), read_only=True).active.iter_rows(values_only=True))
    assert sum(row[3] for row in rows[1:]) == sum(row[4] for row in rows[1:]) > 0


def test_from_a_kind_to_its_owners_to_a_statement_to_an_entry_to_its_payment(ours, desk):
    payment = Payment.objects.get()
    clearing = account_of(CLEARING)

    kind = desk.get(to("kind", "gateway_clearing"))
    shown = desk.get(to("account", clearing.pk))
    line, cause = shown.context["lines"][-1]
    entry = desk.get(to("entry", line.entry_id)).content.decode()

    assert [(row.pk, row.shown) for row in kind.context["object_list"]] == [(clearing.pk, payment.amount)]
    assert to("account", clearing.pk) in kind.content.decode()
    assert (line.debit, line.balance) == (payment.amount, payment.amount)
    assert cause.url == to("payment", payment.public_id)
    assert to("payment", payment.public_id) in entry
    assert to("account", clearing.pk) in entry


def test_a_vendors_account_is_named_after_the_market(ours, desk):
    page = desk.get(to("kind", "vendor_held")).content.decode()

    assert ours.market.name in page
    assert desk.get(to("kind", "pocket")).status_code == 404


def test_accounts_are_found_by_owner_and_shown_as_of_a_day(desk):
    booked(wallet("mina"), CLEARING, 500, AZAR)
    booked(wallet("omid"), CLEARING, 50, AZAR)
    booked(RECEIPTS, wallet("mina"), 200, DEY)

    now = desk.get(to("kind", "wallet"), {"q": "mina"}).context["object_list"]
    then = desk.get(to("kind", "wallet"), {"until": "1404/09/30"}).context["object_list"]

    assert [(row.owner_ref, row.shown) for row in now] == [("mina", 300)]
    assert [(row.owner_ref, row.shown) for row in then] == [("mina", 500), ("omid", 50)]


def test_a_market_a_payment_and_a_person_lead_to_their_part_of_the_books(ours, desk):
    boss = staff_desk_of(in_group(person(), "Administrators"))
    payment = Payment.objects.get()

    market = boss.get(to("market", ours.market.handle)).content.decode()
    accounts = boss.get(to("owner", "market", ours.market.public_id))

    assert to("owner", "market", ours.market.public_id) in market
    assert [row.kind for row in accounts.context["object_list"]] == ["vendor_held"]
    assert ours.market.name in accounts.content.decode()
    assert to("owner", "user", ours.clerk.public_id) in boss.get(to("person", ours.clerk.public_id)).content.decode()
    assert f"{to('entries')}?q={payment.public_id}" in boss.get(to("payment", payment.public_id)).content.decode()


def test_entries_are_found_by_what_caused_them_and_by_kind(ours, desk):
    payment = Payment.objects.get()

    caused = desk.get(to("entries"), {"q": payment.public_id}).context["object_list"]
    shared = desk.get(to("entries"), {"kind": "vendor_held"}).context["object_list"]

    assert {entry.reason for entry in caused} == {"gateway_captured", "sale"}
    assert [entry.reason for entry in shared] == ["sale"]


def test_entries_of_some_days(desk):
    booked(RECEIPTS, CLEARING, 1, AZAR, key="azar")
    booked(RECEIPTS, CLEARING, 1, DEY, key="dey")

    found = desk.get(to("entries"), {"since": "1404/10/01", "until": "1404/10/30"}).context["object_list"]

    assert [entry.key for entry in found] == ["dey"]


def test_a_counter_entry_and_its_entry_lead_to_each_other(desk):
    wrong = transfer(RECEIPTS, CLEARING, 10)
    counter = reverse_entry(entry=wrong, reason="mistake")

    assert to("entry", counter.pk) in desk.get(to("entry", wrong.pk)).content.decode()
    assert to("entry", wrong.pk) in desk.get(to("entry", counter.pk)).content.decode()


def test_a_long_statement_has_pages_that_follow_on(desk, monkeypatch):
    for number in range(60):
        transfer(wallet(), CLEARING, 1, key=f"t{number}")
    mina = account_of(wallet())

    first = desk.get(to("account", mina.pk))
    second = desk.get(to("account", mina.pk), {"before": str(first.context["older"])})

    assert first.context["lines"][0][0].balance == 60
    assert [line.balance for line, _cause in second.context["lines"]] == list(range(10, 0, -1))
    assert second.context["older"] is None


def test_a_short_statement_leaves_at_once_and_a_long_one_by_a_worker(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    booked(wallet(), CLEARING, 500, AZAR, key="=cmd()")
    booked(RECEIPTS, wallet(), 200, DEY, key="second")
    mina = account_of(wallet())

    at_once = body(desk.get(to("account", mina.pk), {"export": "csv"})).decode()
    monkeypatch.setattr(statement, "STREAMED_ROWS", 1)
    sent_on = desk.get(to("account", mina.pk), {"export": "csv", "since": "1404/09/01"})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(to("account_export", mina.pk), {"format": "csv", "since": "1404/09/01"})

    export = Export.objects.get()
    assert "'=cmd()" in at_once
    assert sent_on.url.startswith(to("account_export", mina.pk))
    assert "since=1404/09/01" in sent_on.url
    assert (export.status, export.account_id) == ("done", mina.pk)
    assert "second" in body(desk.get(to("export", export.public_id))).decode()


def test_a_file_that_is_being_written_is_not_there_yet_and_the_list_looks_again(desk):
    desk.post(to("journal_export"), {"format": "xlsx"})

    export = Export.objects.get()
    assert desk.get(to("export", export.public_id)).status_code == 404
    assert desk.get(to("exports"))["Refresh"]


def test_a_month_is_closed_on_screen(desk):
    booked(RECEIPTS, CLEARING, 10, AZAR)

    asked = desk.get(to("period_close")).content.decode()
    desk.post(to("period_close"))

    assert "آذر" in asked
    assert Period.objects.get().month == 9
    assert "آذر" in desk.get(to("periods")).content.decode()


def test_a_month_that_runs_is_refused_on_screen(desk):
    transfer(RECEIPTS, CLEARING, 10)

    answer = desk.post(to("period_close"))

    assert answer.status_code == 422
    assert not desk.get(to("periods")).context["may_close"]


def test_the_health_of_the_books_is_asked_for_and_shown(desk, django_capture_on_commit_callbacks):
    transfer(RECEIPTS, CLEARING, 10)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(to("book_check_ask"))

    page = desk.get(to("book_checks"))

    assert CheckRun.objects.get().is_clean
    assert page.context["latest"].is_clean
    assert "Refresh" not in page


def test_findings_are_shown(desk):
    CheckRun.objects.create(
        asked_by="x", status="done", findings=[["entries sum to zero", "entry 5 is off"]], finished_at=timezone.now()
    )

    assert "entry 5 is off" in desk.get(to("book_checks")).content.decode()


def test_support_does_not_read_the_books(ours):
    support = staff_desk_of(in_group(person(), "Support"))

    assert {support.get(to(name)).status_code for name in ("ledger", "entries", "periods", "exports")} == {403}


@pytest.mark.parametrize("name", ["entries", "kind"])
def test_lists_cost_the_same_however_long(ours, desk, name, django_assert_max_num_queries):
    address = to(name, *(["vendor_held"] if name == "kind" else []))
    desk.get(address)
    for _time in range(3):
        buy(sara(), (ours.offer, 1))

    with django_assert_max_num_queries(16):
        desk.get(address)
