"""Refunds and chargebacks on screen: asked from the order, looked at with their numbers, decided by another."""

import pytest
from django.urls import reverse

from commerce.money.payments.models import Chargeback, Payment, Refund
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest
from tests.dashboards.desk import desk_of, in_group, staff_desk_of
from tests.dashboards.refunding import request_of
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(first_name="لیلا"), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def test_it_is_asked_from_the_order_and_approved_by_another(ours, desk):
    reza = staff_desk_of(in_group(person(), "Support"))
    asked = reza.post(
        to("part_refund", ours.order.public_id), {"kind": "whole", "to": "origin", "goods": "kept", "reason": "other"}
    )
    request = RefundRequest.objects.get()
    page = desk.get(to("refund_request", request.public_id))

    assert asked.url == to("refund_request", request.public_id)
    assert page.context["preview"].amount == ours.order.total
    assert page.context["may_decide"] is True
    assert reza.get(to("refund_request", request.public_id)).context["may_decide"] is False
    desk.post(to("refund_request_approve", request.public_id), {"goods": "kept"})
    assert (RefundRequest.objects.get().status, Refund.objects.count()) == ("done", 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "lines"}, "kind"),
        ({"kind": "amount", "amount": "1000"}, "line"),
        ({"kind": "goodwill"}, "amount"),
        ({"kind": "whole", "reason": "none-such"}, "reason"),
        ({"kind": "whole", "amount": "سه"}, "amount"),
    ],
)
def test_bad_input_is_told_beside_its_field(ours, desk, typed, field):
    told = {"to": "origin", "goods": "kept", "reason": "other", "funded_by": "platform"}

    answer = desk.post(to("part_refund", ours.order.public_id), told | typed)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not RefundRequest.objects.exists()


def test_what_cannot_be_is_told_above_the_form(ours, desk):
    told = {"kind": "shipping", "amount": "999999999", "to": "origin", "goods": "kept", "reason": "other"}

    answer = desk.post(to("part_refund", ours.order.public_id), told)

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_the_inbox_has_its_tabs_and_leaves_as_a_spreadsheet(ours, desk):
    request = request_of(ours)

    waiting = desk.get(to("refund_requests"), {"tab": "waiting"}).context["object_list"]
    done = desk.get(to("refund_requests"), {"tab": "done"}).context["object_list"]
    body = b"".join(desk.get(to("refund_requests"), {"export": "csv"}).streaming_content).decode()

    assert ([row.pk for row in waiting], list(done)) == ([request.pk], [])
    assert request.order.number in body


def test_a_refused_one_says_why(ours, desk):
    request = request_of(ours)

    bare = desk.post(to("refund_request_refuse", request.public_id), {"reason": ""})
    desk.post(to("refund_request_refuse", request.public_id), {"reason": "سالم است"})

    assert bare.status_code == 422
    assert RefundRequest.objects.get().refused_because == "سالم است"


def test_rules_and_reasons_are_edited(desk):
    rule = RefundPolicy.objects.get(side="staff")
    typed = {"title": "تازه", "position": "5", "side": "staff", "ways": ["wallet"], "vendor_hours": "48"}

    wrong = desk.post(to("refund_policy", rule.public_id), typed | {"ways": ["nowhere"]})
    desk.post(to("refund_policy", rule.public_id), typed | {"auto_most": "۱۰۰", "is_active": "on"})
    desk.post(
        to("refund_reason_add"),
        {
            "code": "lost",
            "title_fa": "گم شد",
            "title_en": "Lost",
            "sides": ["staff"],
            "position": "7",
            "is_active": "on",
        },
    )

    rule.refresh_from_db()
    assert wrong.status_code == 422
    assert (rule.title, rule.ways, rule.auto_most) == ("تازه", ["wallet"], 1_000)
    assert RefundReason.objects.get(code="lost").sides == ["staff"]


def test_a_chargeback_is_recorded_on_the_payment_and_won(ours, desk):
    payment = Payment.objects.get()
    typed = {"amount": "100", "reason": "شکایت", "deadline_on": "1405/10/01"}

    wrong = desk.post(to("payment_chargeback", payment.public_id), typed | {"deadline_on": "؟"})
    desk.post(to("payment_chargeback", payment.public_id), typed)
    chargeback = Chargeback.objects.get()
    desk.post(to("chargeback_win", chargeback.public_id), {"because": "برگشت"})

    assert wrong.status_code == 422
    assert (chargeback.amount, chargeback.status) == (1_000, "open")
    assert Chargeback.objects.get().status == "won"


def test_a_market_drops_lines_and_gives_back_on_its_own_screens(ours):
    omid, line = desk_of(ours.owner), ours.order.lines.get()
    page = omid.get(reverse("vendor:order", args=[ours.order.public_id])).content.decode()

    assert reverse("vendor:order_cancel_lines", args=[ours.order.public_id]) in page
    bare = omid.post(reverse("vendor:order_cancel_lines", args=[ours.order.public_id]), {"reason": "x"})
    omid.post(
        reverse("vendor:order_cancel_lines", args=[ours.order.public_id]),
        {"reason": "تمام شد", f"line-{line.public_id}": str(line.quantity)},
    )

    assert bare.status_code == 422
    assert VendorOrder.objects.get(pk=ours.order.pk).status == "cancelled"
    assert Refund.objects.count() == 1
