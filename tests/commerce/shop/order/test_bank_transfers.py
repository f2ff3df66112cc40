"""Paying by bank transfer: the order waits for days, staff say whether the money came, and it pays once."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.errors import ReceiptDecided, TrackingUsed
from commerce.money.payments.models import Payment, TransferReceipt
from commerce.money.payments.selectors import needs_attention
from commerce.money.payments.services import (
    confirm_transfer,
    recover_open_payments,
    refuse_transfer,
    save_platform_account,
)
from commerce.shop.order.models import Order
from commerce.shop.partner.services.stock import release_expired_holds
from tests.commerce.money.wallets.money import pockets, top_up
from tests.commerce.shop.order.test_paying import pay_again, stock_of, time_runs_out
from tests.factories import bearer, make_user
from tests.factories.sales import check_out, fill_cart, place

pytestmark = pytest.mark.django_db
IBAN = "IR062960000000100324200001"
APPROVER = Actor(kind="user", ref="reza", rights=frozenset({"payments.change_payment"}))


@pytest.fixture(autouse=True)
def account(db):
    told = {"title": "حساب فروش", "bank": "بانک سامان", "holder": "آسود", "iban": IBAN}
    return save_platform_account(actor=SYSTEM, changes=told)


@pytest.fixture
def placed(shopper, tea):
    fill_cart(shopper, (tea, 2))
    answer = check_out(shopper, payment={"method": "transfer"})
    assert answer.status_code == 201, answer.content
    return answer.json()


def picture(name="receipt.png"):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, format="PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def show(client, placed, **body):
    told = {"tracking": "۱۲۳۴۵۶", "file": picture(), **body}
    return client.post(f"/api/v1/payments/{placed['payment']['id']}/receipt/", told, format="multipart")


def shown_by(client, placed, **body):
    assert show(client, placed, **body).status_code == 201
    return TransferReceipt.objects.latest("id")


def status_of(placed):
    return Order.objects.get(number=placed["order"]["number"]).status


def test_the_answer_says_where_to_transfer_and_the_order_waits_for_days(placed, tea):
    order, payment = placed["order"], placed["payment"]

    assert (payment["method"], payment["status"], payment["gateway"]) == ("transfer", "created", None)
    assert (payment["transfer"]["iban"], payment["transfer"]["amount"]["amount"]) == (IBAN, 590_000)
    assert payment["transfer"]["deadline"] == order["payment_deadline_at"]
    assert Order.objects.get().payment_deadline_at > timezone.now() + timedelta(days=2)
    hold = tea.holds.get()
    assert hold.expires_at > timezone.now() + timedelta(days=2)


def test_a_confirmed_transfer_pays_the_order(placed, shopper, tea):
    receipt = shown_by(shopper, placed)
    assert shopper.get(f"/api/v1/payments/{placed['payment']['id']}/").json()["status"] == "verifying"

    payment = confirm_transfer(actor=APPROVER, receipt=receipt.public_id)

    assert (payment.status, payment.receipt, status_of(placed), stock_of(tea)) == ("captured", "123456", "paid", (3, 0))
    assert (balance_of(AccountRef("bank")), balance_of(AccountRef("receipts"))) == (590_000, 0)
    with pytest.raises(ReceiptDecided):
        confirm_transfer(actor=APPROVER, receipt=receipt.public_id)
    call_command("ledger_check")


def test_a_refused_receipt_may_be_followed_by_another(placed, shopper):
    first = shown_by(shopper, placed)
    refuse_transfer(actor=APPROVER, receipt=first.public_id, reason="چنین واریزی نبود")

    answer = shopper.get(f"/api/v1/payments/{placed['payment']['id']}/").json()
    assert (answer["status"], answer["transfer_receipt"]["decision"]) == ("created", "refused")
    assert answer["transfer_receipt"]["reason"] == "چنین واریزی نبود"
    second = shown_by(shopper, placed, tracking="777")
    confirm_transfer(actor=APPROVER, receipt=second.public_id)
    assert status_of(placed) == "paid"


def test_one_transfer_pays_once(placed, shopper, sara, tea):
    fill_cart(shopper, (tea, 1))
    other = check_out(shopper, payment={"method": "transfer"}).json()
    confirm_transfer(actor=APPROVER, receipt=shown_by(shopper, placed).public_id)

    with pytest.raises(TrackingUsed):
        confirm_transfer(actor=APPROVER, receipt=shown_by(shopper, other).public_id)
    assert status_of(other) == "pending_payment"


def test_a_transfer_is_known_by_a_number_at_last(placed, shopper):
    receipt = shown_by(shopper, placed, tracking="")

    with pytest.raises(InvalidInput):
        confirm_transfer(actor=APPROVER, receipt=receipt.public_id)
    confirm_transfer(actor=APPROVER, receipt=receipt.public_id, tracking="99")
    assert status_of(placed) == "paid"


def test_only_those_who_may_decide_upon_it(placed, shopper):
    receipt = shown_by(shopper, placed)

    for act in (confirm_transfer, lambda **told: refuse_transfer(**told, reason="نه")):
        with pytest.raises(Forbidden):
            act(actor=Actor(kind="user", ref="omid"), receipt=receipt.public_id)


def test_nobody_decides_upon_a_transfer_of_their_own(placed, shopper):
    receipt = shown_by(shopper, placed)
    payer = Payment.objects.get().payer.public_id

    for act in (confirm_transfer, lambda **told: refuse_transfer(**told, reason="نه")):
        with pytest.raises(Forbidden):
            act(actor=Actor(kind="user", ref=payer, rights=APPROVER.rights), receipt=receipt.public_id)
    assert status_of(placed) == "pending_payment"


def test_one_transfer_pays_once_however_its_number_is_typed(placed, shopper, sara, tea):
    fill_cart(shopper, (tea, 1))
    other = check_out(shopper, payment={"method": "transfer"}).json()
    confirm_transfer(actor=APPROVER, receipt=shown_by(shopper, placed, tracking="").public_id, tracking="123456")

    with pytest.raises(TrackingUsed):
        confirm_transfer(actor=APPROVER, receipt=shown_by(shopper, other, tracking="").public_id, tracking="۱۲۳ ۴۵۶")
    with pytest.raises(InvalidInput):
        confirm_transfer(actor=APPROVER, receipt=TransferReceipt.objects.last().public_id, tracking="123456x")


def test_while_staff_look_the_order_is_held_and_not_paid_again(placed, shopper, tea):
    shown_by(shopper, placed)
    assert time_runs_out() == 0
    release_expired_holds()

    assert (status_of(placed), stock_of(tea)) == ("pending_payment", (5, 2))
    assert show(shopper, placed).json()["code"] == "receipt_waiting"
    Order.objects.update(payment_deadline_at=timezone.now() + timedelta(hours=1))
    assert pay_again(shopper, placed["order"]["number"]).json()["code"] == "payment_in_doubt"


def test_a_transfer_that_nobody_shows_ends_with_its_order(placed, tea):
    Payment.objects.update(deadline_at=timezone.now())
    recover_open_payments()
    time_runs_out()

    assert (Payment.objects.get().status, status_of(placed), stock_of(tea)) == ("expired", "expired", (5, 0))


def test_a_transfer_shown_too_late_still_pays_what_is_there(placed, shopper):
    time_runs_out()
    receipt = shown_by(shopper, placed)
    confirm_transfer(actor=APPROVER, receipt=receipt.public_id)

    assert status_of(placed) == "paid"


def test_another_way_to_pay_may_follow_a_transfer_and_the_other_way_round(shopper, sara, tea):
    placed = place(sara, (tea, 1))
    number = placed["order"]["number"]
    answer = pay_again(shopper, number, method="transfer")

    assert answer.json()["payment"]["transfer"]["iban"] == IBAN
    assert Order.objects.get().payment_deadline_at > timezone.now() + timedelta(days=2)
    assert tea.holds.get().expires_at > timezone.now() + timedelta(days=2)
    assert pay_again(shopper, number).json()["payment"]["method"] == "gateway"
    assert Payment.objects.get(method="transfer").status == "cancelled"


def test_a_wallet_may_pay_a_part_beside_a_transfer(shopper, sara, tea):
    top_up(sara, 200_000)
    fill_cart(shopper, (tea, 1))
    placed = check_out(shopper, payment={"method": "transfer", "wallet_amount": 200_000}).json()
    assert placed["payment"]["transfer"]["amount"]["amount"] == 140_000
    confirm_transfer(actor=APPROVER, receipt=shown_by(shopper, placed).public_id)

    assert (status_of(placed), pockets(sara)["held"]) == ("paid", 0)
    call_command("ledger_check")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"tracking": "۱۲a"}, "tracking"),
        ({"paid_on": "2999-01-01"}, "paid_on"),
        ({"file": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")}, "file"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * (5 * 1024 * 1024))}, "file"),
        ({"file": "", "tracking": ""}, "file"),
    ],
)
def test_strange_receipts_are_refused(placed, shopper, body, field):
    answer = show(shopper, placed, **body)

    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert Payment.objects.get().status == "created"


def test_a_receipt_is_seen_by_its_payer_and_by_staff_alone(placed, shopper):
    show(shopper, placed, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 paid"))
    address = f"/api/v1/payments/{placed['payment']['id']}/receipt/file/"
    own = shopper.get(address)

    assert (own.status_code, own["Content-Type"], own.content) == (200, "application/pdf", b"%PDF-1.7 paid")
    assert own["X-Content-Type-Options"] == "nosniff"
    assert bearer(make_user()).get(address).status_code == 404
    clerk = make_user(is_staff=True, is_superuser=True)
    assert bearer(clerk, audience="staff").get(address).status_code == 200
    assert bearer(make_user(is_staff=True), audience="staff").get(address).status_code == 404
    assert show(bearer(make_user()), placed).status_code == 404


def test_a_picture_is_kept_without_what_else_it_carried(placed, shopper):
    shown_by(shopper, placed)

    answer = shopper.get(f"/api/v1/payments/{placed['payment']['id']}/receipt/file/")
    assert answer["Content-Type"] == "image/webp"


def test_without_an_account_nobody_pays_by_transfer(account, shopper, tea):
    save_platform_account(actor=SYSTEM, account=account, changes={"is_active": False})
    fill_cart(shopper, (tea, 1))

    assert check_out(shopper, payment={"method": "transfer"}).json()["code"] == "payment_method_unavailable"


def test_an_account_has_a_right_number(account):
    with pytest.raises(InvalidInput):
        save_platform_account(actor=SYSTEM, account=account, changes={"iban": "IR062960000000100324200002"})
    with pytest.raises(Forbidden):
        save_platform_account(actor=Actor(kind="user", ref="omid"), account=account, changes={"title": "دزد"})


def test_staff_see_what_needs_a_look_and_why(placed, shopper, sara, tea):
    shown_by(shopper, placed)
    place(sara, (tea, 1))
    assert [payment.reason for payment in needs_attention()] == ["transfer_shown"]

    Payment.objects.filter(method="gateway").update(status="unknown")
    assert sorted(payment.reason for payment in needs_attention()) == ["transfer_shown", "unanswered"]
