"""The page vendors live on, their sales as money, their months: theirs alone, told in toman."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.earnings.payouts.models import EarningsFile
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import pause_release, start_hold
from tests.dashboards.desk import desk_of
from tests.dashboards.earned import statement_file_of, this_month

pytestmark = pytest.mark.django_db


def to(name, *ids):
    return reverse(f"vendor:{name}", args=ids)


def sale_of(shop):
    return Sale.objects.get(sale_ref=shop.order.public_id)


def text_of(answer):
    return answer.content.decode()


def test_the_page_of_money_answers_what_when_and_why(ours):
    sale = sale_of(ours)
    start_hold(sale_ref=sale.sale_ref, delivered_at=sale.posted_at, days=3)

    page = desk_of(ours.owner).get(to("money"))

    assert page.context["earnings"].held == sale.vendor_amount
    assert [day.amount for day in page.context["coming"].days] == [sale.vendor_amount]
    assert page.context["payout_words"]


def test_a_sale_is_explained_line_by_line(ours):
    sale = sale_of(ours)

    page = desk_of(ours.owner).get(to("sale", sale.sale_ref))

    shares = [share.amount for line in page.context["lines"] for share in line.shares]
    assert sum(shares) == sale.amount
    assert ours.order.order.number in text_of(page)


def test_a_paused_sale_says_why(ours):
    pause_release(sale_ref=sale_of(ours).sale_ref, why="staff:بررسی نشانی")

    assert "بررسی نشانی" in text_of(desk_of(ours.owner).get(to("sales"), {"tab": "paused"}))


def test_sales_leave_as_a_spreadsheet_of_their_own(ours, theirs):
    body = b"".join(desk_of(ours.owner).get(to("sales"), {"export": "csv"}).streaming_content).decode()

    assert ours.order.order.number in body
    assert theirs.order.order.number not in body


def test_a_long_list_is_left_to_a_worker(ours, monkeypatch):
    monkeypatch.setattr("dashboards.vendor.money.sales.AT_ONCE", 0)
    client = desk_of(ours.owner)

    sent_on = client.get(to("sales"), {"export": "xlsx", "tab": "waiting"})
    asked = client.post(sent_on.url, {"format": "xlsx", "state": "waiting"})

    assert sent_on.url == to("sales_file") + "?tab=waiting&format=xlsx"
    assert asked.url == to("earnings_files")
    assert EarningsFile.objects.get().filters == {"state": "waiting"}


def test_a_month_and_its_file(ours):
    client = desk_of(ours.owner)

    page = client.get(to("statement", this_month()))
    asked = client.post(to("statement_file", this_month()), {"format": "pdf"})

    assert page.context["statement"].closing.held == sale_of(ours).vendor_amount
    assert asked.url == to("earnings_files")
    assert EarningsFile.objects.get().market_ref == ours.market.public_id


@pytest.mark.parametrize("month", ["1499-01", "1405-13", "x"])
def test_there_is_no_such_month(ours, month):
    assert desk_of(ours.owner).get(to("statement", month)).status_code == 404


def test_another_markets_sale_and_file_are_not_there(ours, theirs):
    client = desk_of(ours.owner)

    assert client.get(to("sale", theirs.order.public_id)).status_code == 404
    assert client.get(to("earnings_file", statement_file_of(theirs).public_id)).status_code == 404
    assert theirs.order.order.number not in text_of(client.get(to("sales")))


def test_a_clerk_is_refused(ours):
    client = desk_of(ours.clerk)

    for path in (to("money"), to("sales"), to("sale", ours.order.public_id), to("statements"), to("earnings_files")):
        assert client.get(path).status_code == 403


def test_the_list_asks_the_same_number_of_questions_however_long(ours):
    client = desk_of(ours.owner)
    client.get(to("sales"))
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(to("sales"))
        counts.append(len(asked))
        for copy in range(3):
            sale = sale_of(ours)
            sale.pk, sale.sale_ref = None, f"copy-{number}-{copy}"
            sale.save()

    assert counts[0] == counts[1]
