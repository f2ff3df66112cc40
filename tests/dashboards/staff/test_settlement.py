"""Staff see what is held for whom, keep a sale's money and let it go on, with a reason and a trace."""

import pytest
from django.urls import reverse

from commerce.foundation.audit.models import AuditEntry
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import start_hold
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(db):
    return staff_desk_of(in_group(person(), "Finance approvers"))


@pytest.fixture
def support(db):
    return staff_desk_of(in_group(person(), "Support"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def held_sale(shop):
    sale = Sale.objects.get(sale_ref=shop.order.public_id)
    start_hold(sale_ref=sale.sale_ref, delivered_at=sale.posted_at, days=3)
    return Sale.objects.get(pk=sale.pk)


def test_the_overview_adds_the_markets_up(ours, theirs, finance):
    whole = sum(Sale.objects.values_list("held", flat=True))

    page = finance.get(to("settlement"))

    assert page.context["totals"].held == whole > 0
    assert sum(row["heap"].amount for row in page.context["ages"]) == whole
    assert finance.get(to("settlement"), {"by": "month"}).status_code == 200


def test_markets_are_sorted_by_what_is_asked_for(ours, theirs, finance):
    rows = finance.get(to("settlement_markets"), {"order": "held"}).context["object_list"]

    assert [row.held for row in rows] == sorted((row.held for row in rows), reverse=True)
    assert finance.get(to("settlement_markets"), {"order": "nonsense"}).status_code == 200


def test_a_market_is_shown_with_its_own_numbers(ours, finance):
    sale = held_sale(ours)

    page = finance.get(to("settlement_market", ours.market.handle))

    assert page.context["earnings"].held == sale.vendor_amount
    assert to("owner", "market", ours.market.public_id) in page.content.decode()


def test_money_is_kept_and_let_go_on_with_a_reason(ours, finance):
    sale = held_sale(ours)

    finance.post(to("settlement_pause", sale.sale_ref), {"reason": "نشانی نادرست"})
    kept = Sale.objects.get(pk=sale.pk)
    listed = finance.get(to("settlement_sales"), {"tab": "paused"}).content.decode()
    finance.post(to("settlement_resume", sale.sale_ref), {"why": kept.pauses[0], "reason": "درست شد"})

    assert kept.pauses == ["staff:نشانی نادرست"]
    assert ours.order.order.number in listed
    assert Sale.objects.get(pk=sale.pk).pauses == []
    assert list(
        AuditEntry.objects.filter(subject_ref=sale.sale_ref).order_by("pk").values_list("action", flat=True)
    ) == [
        "paused_sale",
        "resumed_sale",
    ]


def test_a_reason_is_needed(ours, finance):
    sale = held_sale(ours)

    assert finance.post(to("settlement_pause", sale.sale_ref), {"reason": ""}).status_code == 422
    assert finance.post(to("settlement_resume", sale.sale_ref), {"why": "none", "reason": "x"}).status_code == 422
    assert Sale.objects.get(pk=sale.pk).pauses == []


def test_support_neither_sees_nor_keeps_money(ours, support):
    sale = held_sale(ours)

    assert support.get(to("settlement")).status_code == 403
    assert support.post(to("settlement_pause", sale.sale_ref), {"reason": "x"}).status_code == 403
    assert Sale.objects.get(pk=sale.pk).pauses == []


def test_sales_are_found_by_market_and_leave_as_a_spreadsheet(ours, theirs, finance):
    asked = {"export": "csv", "market": ours.market.handle}
    body = b"".join(finance.get(to("settlement_sales"), asked).streaming_content).decode()

    assert ours.order.order.number in body
    assert theirs.order.order.number not in body
