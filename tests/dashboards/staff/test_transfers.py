"""Staff look at what was shown for a transfer, and say whether the money came."""

import io

import pytest
from django.urls import reverse

from commerce.foundation.audit.models import AuditEntry
from commerce.money.payments.models import PlatformAccount
from tests.dashboards.desk import in_group, staff_desk_of
from tests.dashboards.staff.receipts import ACCOUNT, IBAN, a_receipt, a_transfer, pay_into
from tests.factories import person

pytestmark = pytest.mark.django_db

OTHER_IBAN = "IR062960000000100324200001"


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(first_name="رئیس"), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def now_of(row):
    row.refresh_from_db()
    return row


def test_a_receipt_waits_and_its_picture_is_seen(desk):
    receipt = a_receipt()

    listed = list(desk.get(to("transfers")).context["object_list"])
    page = desk.get(to("transfer", receipt.public_id)).content.decode()
    file = desk.get(to("transfer_file", receipt.public_id))

    assert listed == [receipt]
    assert to("transfer_file", receipt.public_id) in page
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("image/webp", "nosniff")


def test_a_pdf_is_saved_and_never_run(desk):
    receipt = a_receipt(file=io.BytesIO(b"%PDF-1.4 receipt"))

    file = desk.get(to("transfer_file", receipt.public_id))

    assert file["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file["Content-Security-Policy"]


def test_support_reads_receipts_but_sees_no_file_and_decides_nothing():
    support, receipt = staff_desk_of(in_group(person(), "Support")), a_receipt()

    assert support.get(to("transfer", receipt.public_id)).status_code == 200
    assert support.get(to("transfer_file", receipt.public_id)).status_code == 403
    assert support.post(to("transfer_confirm", receipt.public_id), {"tracking": "1"}).status_code == 403


def test_a_confirmed_transfer_pays_and_pays_once(desk):
    first, second = a_receipt(), a_receipt(tracking="123456")

    bare = desk.post(to("transfer_confirm", first.public_id), {"tracking": ""})
    desk.post(to("transfer_confirm", first.public_id), {"tracking": "۱۲۳ ۴۵۶"})
    twice = desk.post(to("transfer_confirm", second.public_id), {"tracking": "123456"})

    warned = desk.get(to("transfer", second.public_id)).content.decode()
    assert bare.status_code == 422
    assert (now_of(first).decision, first.tracking, first.payment.status) == ("confirmed", "123456", "captured")
    assert twice.status_code == 422
    assert to("transfer", first.public_id) in warned
    assert now_of(second).decision == "waiting"
    assert AuditEntry.objects.filter(action="transfer.confirmed").count() == 1


def test_a_refused_receipt_says_why_and_another_may_be_shown(desk):
    receipt = a_receipt()

    bare = desk.post(to("transfer_refuse", receipt.public_id), {"reason": ""})
    desk.post(to("transfer_refuse", receipt.public_id), {"reason": "چنین واریزی نیامد"})
    again = desk.post(to("transfer_refuse", receipt.public_id), {"reason": "باز"})

    refused = desk.get(to("transfers"), {"tab": "refused"}).context["object_list"]
    assert bare.status_code == 422
    assert (now_of(receipt).decision, receipt.reason) == ("refused", "چنین واریزی نیامد")
    assert again.status_code == 422
    assert list(refused) == [receipt]


def test_receipts_are_found_by_order_and_leave_as_a_spreadsheet(desk):
    receipt, _other = a_receipt(a_transfer()), a_receipt()

    found = desk.get(to("transfers"), {"q": receipt.payment.reference}).context["object_list"]
    body = b"".join(desk.get(to("transfers"), {"export": "csv"}).streaming_content).decode()

    assert list(found) == [receipt]
    assert receipt.payment.reference in body


def test_an_account_to_pay_into_is_entered_and_changed(desk):
    form = {**ACCOUNT, "iban": "۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲", "is_active": "on", "position": "1"}

    wrong = desk.post(to("pay_into_add"), {**form, "iban": "IR00", "card": "12"})
    desk.post(to("pay_into_add"), form)
    account = PlatformAccount.objects.get()
    twice = desk.post(to("pay_into_add"), form)
    desk.post(to("pay_into_account", account.public_id), {**form, "iban": OTHER_IBAN, "is_active": ""})

    assert {"iban", "card"} & set(wrong.context["form"].errors)
    assert "iban" in twice.context["form"].errors
    assert (account.iban, account.is_active) == (IBAN, True)
    assert (now_of(account).iban, account.is_active) == (OTHER_IBAN, False)
    assert OTHER_IBAN in desk.get(to("pay_into")).content.decode()


def test_support_neither_sees_nor_changes_the_accounts():
    support = staff_desk_of(in_group(person(), "Support"))

    assert support.get(to("pay_into")).status_code == 403
    assert support.post(to("pay_into_account", pay_into().public_id), {}).status_code == 403
