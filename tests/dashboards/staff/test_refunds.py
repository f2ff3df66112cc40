"""Staff see where money on its way back is, and settle what no bank tells."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.payments.services import send_due_refunds, send_refund
from commerce.shop.order.services.fulfilling import reject_vendor_order
from tests.commerce.money.payments.paper_banks import Able, Refunding
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person, sara, tenant_of
from tests.factories.sales import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(first_name="رئیس"), "Finance approvers"))


@pytest.fixture
def bank(monkeypatch):
    """Let all gateways lead to a bank of paper; answers what it did."""

    def be(bank):
        monkeypatch.setitem(banks._entries, "paper", bank)
        Gateway.objects.update(adapter="paper")
        return bank.vault

    return be


@pytest.fixture
def refund(ours) -> Refund:
    """A market cannot send what was paid."""
    seller = Actor(kind="user", ref=ours.owner.public_id)
    reject_vendor_order(
        actor=seller, tenant=tenant_of(ours.market), vendor_order=ours.order.public_id, reason="تمام شد"
    )
    return Refund.objects.get()


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def now_of(row):
    row.refresh_from_db()
    return row


def test_a_refund_is_found_and_its_page_tells_all(refund, desk, bank):
    bank(Refunding())
    send_due_refunds()

    found = desk.get(to("refunds"), {"tab": "sent", "q": refund.payment.reference}).context["object_list"]
    page = desk.get(to("refund", refund.public_id)).content.decode()

    assert [row.pk for row in found] == [refund.pk]
    assert now_of(refund).reference in page
    assert "بازپرداخت تصمیم گرفته شد" in page
    assert to("refund_send", refund.public_id) not in page
    assert to("refund", refund.public_id) in desk.get(to("payment", refund.payment.public_id)).content.decode()


def test_refunds_leave_as_a_spreadsheet(refund, desk):
    body = b"".join(desk.get(to("refunds"), {"export": "csv"}).streaming_content).decode()

    assert str(refund.number) in body


def test_a_refund_is_sent_by_hand(refund, desk, bank):
    vault = bank(Able())

    answer = desk.post(to("refund_send", refund.public_id))

    assert answer.url == to("refund", refund.public_id)
    assert (now_of(refund).status, vault.reversals) == ("sent", 1)
    assert AuditEntry.objects.filter(action="refund.sent_by_hand").exists()


def test_what_no_bank_tells_is_settled_with_its_reference(refund, desk, bank):
    bank(Refunding()).moods = ["lost"]
    send_refund(refund_id=refund.pk)
    page = desk.get(to("refund", refund.public_id)).content.decode()
    assert to("refund_resolve", refund.public_id) in page
    assert to("refund_send", refund.public_id) not in page

    refused = desk.post(to("refund_resolve", refund.public_id), {"outcome": "as_sent"})
    assert (refused.status_code, now_of(refund).status) == (422, "unknown")
    desk.post(to("refund_resolve", refund.public_id), {"outcome": "as_sent", "reference": "777"})

    assert (now_of(refund).status, refund.reference) == ("sent", "777")
    assert AuditEntry.objects.filter(action="refund.resolved").exists()


def test_what_is_not_in_doubt_cannot_be_settled(refund, desk):
    answer = desk.post(to("refund_resolve", refund.public_id), {"outcome": "as_failed"})

    assert (answer.status_code, now_of(refund).status) == (422, "created")


def test_payments_that_need_attention_stand_together_and_are_asked_about_at_once(ours, desk):
    fine = Payment.objects.get()
    stuck, silent = (
        Payment.objects.get(public_id=place(sara(), (ours.offer, 1))["payment"]["id"]) for _number in range(2)
    )
    long_ago = timezone.now() - timedelta(hours=1)
    Payment.objects.filter(pk=stuck.pk).update(status="redirected", authority="A" * 36, deadline_at=long_ago)
    Payment.objects.filter(pk=silent.pk).update(status="unknown", authority="B" * 36)

    seen = desk.get(to("payments_attention"))
    answer = desk.post(to("payments_ask"))

    assert {row.pk for row in seen.context["object_list"]} == {stuck.pk, silent.pk}
    assert to("payment_ask", silent.public_id) in seen.content.decode()
    assert answer.url == to("payments_attention")
    assert now_of(stuck).next_ask_at <= timezone.now()
    assert now_of(fine).next_ask_at is None


def test_late_money_and_what_was_given_up_need_attention(ours, desk):
    late = Payment.objects.get()
    Payment.objects.filter(pk=late.pk).update(deadline_at=late.captured_at - timedelta(minutes=1))
    given_up = Payment.objects.get(public_id=place(sara(), (ours.offer, 1))["payment"]["id"])
    Payment.objects.filter(pk=given_up.pk).update(status="expired", next_ask_at=None)
    given_up.notes.create(kind="no_answer")

    def pks(tab):
        return [row.pk for row in desk.get(to("payments_attention"), {"tab": tab}).context["object_list"]]

    assert (pks("late"), pks("given_up")) == ([late.pk], [given_up.pk])
