"""The doors of earnings: numbers that tie out, files that stay the same, and nothing of anybody else's."""

import io

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.months import code_of
from commerce.earnings.payouts.services.files import write_earnings_file
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import month_of
from commerce.money.settlement.services import pause_release, reverse_sale
from tests.commerce.money.sales import delivered, item, released, sold
from tests.factories import bearer, make_market, make_member, omid, person

pytestmark = pytest.mark.django_db
THIS_MONTH = code_of(month_of(clock.today()))
DOORS = ["earnings/", "earnings/sales/", "ledger/", f"statement/?month={THIS_MONTH}"]


@pytest.fixture
def other(market):
    """Another market, with an owner of its own."""
    return make_market(person(), handle="coffee-house")


@pytest.fixture
def client(market):
    return bearer(omid(), audience="vendor")


def at(market, path):
    return f"/api/v1/vendor/{market.handle}/{path}"


def sell(market, amount=1_000_000, **told):
    return sold(item(amount, market=market.public_id), **told)


def fetched(client, market, format):
    """The statement's file, asked for, written by a worker, and asked for again."""
    path = at(market, f"statement/file/?month={THIS_MONTH}&format={format}")
    first = client.get(path)
    assert first.status_code == 202
    write_earnings_file(file_id=EarningsFile.objects.get(public_id=first.json()["id"]).pk)
    return client.get(path).content


def test_earnings_say_what_comes_when(client, market, rate) -> None:
    delivered(sell(market), days=3)

    told = client.get(at(market, "earnings/")).json()

    assert (told["held"]["amount"], told["free"]["amount"]) == (890_000, 0)
    assert [(day["amount"]["amount"], day["sales"]) for day in told["coming"]] == [(890_000, 1)]
    assert told["next_payout"]["text"]


def test_sales_are_listed_with_their_shares_and_state(client, market, rate) -> None:
    sale = sell(market)
    delivered(sale)
    pause_release(sale_ref=sale, why="refund:x")

    page = client.get(at(market, "earnings/sales/?state=paused")).json()

    assert [row["id"] for row in page["results"]] == [sale]
    row = page["results"][0]
    shares = [row[name]["amount"] for name in ("gross", "commission", "vat", "shared", "own")]
    assert shares == [1_000_000, 100_000, 10_000, 0, 890_000]
    assert row["paused_for"]
    assert client.get(at(market, "earnings/sales/?state=free")).json()["results"] == []


def test_one_sale_is_explained_to_the_rial(client, market, rate) -> None:
    sale = sell(market, 1_000_001)

    line = client.get(at(market, f"earnings/sales/{sale}/")).json()["lines"][0]

    assert sum(share["amount"]["amount"] for share in line["shares"]) == 1_000_001
    assert all(share["rule"] for share in line["shares"])


def test_pages_of_sales_cost_the_same_however_long(client, market, rate) -> None:
    sell(market)
    client.get(at(market, "earnings/sales/"))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(at(market, "earnings/sales/"))
        counts.append(len(asked))
        for _number in range(4):
            sell(market)

    assert counts[0] == counts[1]


def test_the_ledger_pages_through_an_account(client, market, rate) -> None:
    for _ in range(3):
        sell(market)

    page = client.get(at(market, "ledger/?account=held&limit=2")).json()
    rest = client.get(page["next"]).json()

    assert [row["amount"]["amount"] for row in page["results"] + rest["results"]] == [890_000] * 3
    assert rest["next"] is None


def test_a_statement_ties_out(client, market, rate) -> None:
    sale = sell(market)
    released(sale)
    reverse_sale(sale_ref=sale, key="r")

    told = client.get(at(market, f"statement/?month={THIS_MONTH}")).json()

    assert told["opening"]["net"]["amount"] + told["moved"]["net"]["amount"] == told["closing"]["net"]["amount"] == 0
    assert {group["group"] for group in told["groups"]} == {"sale", "released", "refund"}


@pytest.mark.parametrize("month", ["", "1405", "1405-13", "2026-11-22", "x"])
def test_what_is_no_month_is_said_so(client, market, month) -> None:
    answer = client.get(at(market, f"statement/?month={month}"))

    assert answer.status_code == 400


def test_a_month_to_come_is_said_so(client, market) -> None:
    answer = client.get(at(market, "statement/?month=1499-01"))

    assert (answer.status_code, answer.json()["code"]) == (400, "month_not_begun")


def test_the_paper_is_a_pdf_that_is_given_again_as_it_is(client, market, rate) -> None:
    sell(market)

    paper = fetched(client, market, "pdf")

    assert len(pypdfium2.PdfDocument(paper)) == 1
    assert client.get(at(market, f"statement/file/?month={THIS_MONTH}&format=pdf")).content == paper
    sell(market)
    assert client.get(at(market, f"statement/file/?month={THIS_MONTH}&format=pdf")).status_code == 202


def test_the_workbook_holds_numbers_right_to_left_and_no_formula(client, market, rate) -> None:
    market.name = "=1+1"
    market.save()
    sell(market)

    book = load_workbook(io.BytesIO(fetched(client, market, "xlsx")))

    summary, entries = book.worksheets
    assert summary.sheet_view.rightToLeft
    assert summary["B1"].value == "'=1+1"
    rows = list(entries.iter_rows(min_row=2, values_only=True))
    assert [row[4:10] for row in rows] == [(1_000_000, -100_000, -10_000, 0, 0, 890_000)]


@pytest.mark.parametrize("format", ["", "exe", "csv"])
def test_a_file_is_a_paper_or_a_workbook(client, market, format) -> None:
    assert client.get(at(market, f"statement/file/?month={THIS_MONTH}&format={format}")).status_code == 400


@pytest.mark.parametrize("door", [*DOORS, f"statement/file/?month={THIS_MONTH}&format=pdf"])
def test_a_stranger_finds_nothing(client, other, rate, door) -> None:
    sell(other)

    assert client.get(at(other, door)).status_code == 404
    assert not EarningsFile.objects.filter(market_ref=other.public_id).exists()


@pytest.mark.parametrize("door", [*DOORS, f"statement/file/?month={THIS_MONTH}&format=pdf"])
def test_a_clerk_sees_no_money(market, rate, door) -> None:
    clerk = bearer(make_member(market, "clerk"), audience="vendor")

    assert clerk.get(at(market, door)).status_code == 403


def test_anothers_sale_and_numbers_are_nowhere(client, market, other, rate) -> None:
    theirs = sell(other, 7_777_000)

    assert client.get(at(market, f"earnings/sales/{theirs}/")).status_code == 404
    for door in DOORS:
        assert b"7777000" not in client.get(at(market, door)).content
