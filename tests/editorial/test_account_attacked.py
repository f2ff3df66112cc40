"""A shopper's own pages on the web under bad input: what the app's doors refuse, these refuse too, and never fail."""

import pytest
from django.test import Client

from commerce.foundation.accounts.models import User
from commerce.money.payments.models import Payment, PlatformAccount, TransferReceipt
from commerce.money.wallets.models import GiftCard, Transfer
from commerce.money.wallets.selectors import summary_of
from commerce.shop.order.models import Order
from storefront.account import visiting
from tests.commerce.money.wallets.money import gift_codes, top_up
from tests.editorial.test_account import IBAN, an_order, hidden, let_in
from tests.factories import make_user
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    return make_user(first_name="سارا", last_name="محمدی")


@pytest.fixture
def at_home(client: Client, sara: User) -> Client:
    let_in(client, sara)
    return client


@pytest.mark.parametrize(
    "address",
    [
        "orders/%00/",
        "orders/%00/pay/",
        "transfers/%00/",
        "gift-cards/%00/send/",
        "bank-accounts/%00/remove/",
        "wallet/withdrawals/%00/cancel/",
    ],
)
def test_an_address_that_no_row_can_have_is_not_there(at_home, address):
    at_home.raise_request_exception = False
    assert at_home.get(f"/account/{address}").status_code == 404


def test_a_form_with_a_key_that_cannot_be_kept_is_shown_again(at_home, sara):
    order = an_order(sara)

    answer = at_home.post(f"/account/orders/{order.number}/cancel/", {"once": "a\0b"})

    assert answer.status_code in {302, 422}


def test_the_code_of_a_gift_card_is_typed_as_it_is_shown(at_home, sara):
    (code,) = gift_codes(500_000)

    answer = at_home.post("/account/gift-cards/redeem/", {"code": f" {code.lower()} ", "once": "k"})

    assert answer.status_code == 302, answer.text
    assert summary_of(sara).gift == 500_000


def test_a_mistyped_code_is_told_at_the_field(at_home):
    answer = at_home.post("/account/gift-cards/redeem/", {"code": "ABCD-EFGH", "once": "k"})

    assert answer.status_code == 422
    assert "ABCD-EFGH" in answer.text


def test_a_message_under_our_name_takes_no_links_on_the_web_either(at_home):
    make_gateway()
    typed = {"amount": "100,000", "message": "برنده شدید evil.ir/go", "once": "k"}

    answer = at_home.post("/account/gift-cards/buy/", typed)

    assert answer.status_code == 422
    assert not GiftCard.objects.exists()


def test_a_note_is_as_long_as_it_can_be_kept(at_home, sara):
    mina = make_user()
    top_up(sara, 1_000_000)
    session = at_home.session
    session[visiting.SHOPPER] |= {"stepped_up_at": "2999-01-01T00:00:00+00:00"}
    session.save()
    typed = {"mobile": mina.mobile, "amount": "20,000", "note": "ن" * 90, "once": "k"}

    shown = at_home.post("/account/wallet/send/", typed)

    assert shown.status_code == 422
    typed["note"] = "ن" * 80
    agreed = typed | {"agreed": hidden(at_home.post("/account/wallet/send/", typed), "agreed")}
    assert at_home.post("/account/wallet/send/", agreed).status_code == 302
    assert Transfer.objects.get().note == "ن" * 80


@pytest.mark.parametrize("tracking", ["ABC", "12;34", "<b>1</b>"])
def test_a_tracking_number_has_digits_only(at_home, sara, tracking):
    payment = a_transfer(at_home, sara)

    answer = at_home.post(f"/account/transfers/{payment.public_id}/", {"tracking": tracking, "once": "k"})

    assert answer.status_code == 422
    assert not TransferReceipt.objects.exists()


def test_a_tracking_number_is_kept_as_the_bank_writes_it(at_home, sara):
    payment = a_transfer(at_home, sara)

    answer = at_home.post(f"/account/transfers/{payment.public_id}/", {"tracking": "۱۲۳-۴۵۶", "once": "k"})

    assert answer.status_code == 302, answer.text
    assert TransferReceipt.objects.get().tracking == "123456"


def test_the_next_person_at_a_browser_begins_at_their_own_front(at_home):
    at_home.cookies.clear()
    at_home.get("/account/orders/o-of-somebody/")
    let_in(at_home, make_user())

    at_home.post("/account/sign-out/")

    assert visiting.NEXT not in at_home.session
    assert visiting.NUMBER not in at_home.session


def a_transfer(at_home: Client, shopper: User) -> Payment:
    """An order that is to be paid by bank transfer."""
    PlatformAccount.objects.create(iban=IBAN, holder="آسود", bank="پارسیان", is_active=True)
    order: Order = an_order(shopper)
    at_home.post(f"/account/orders/{order.number}/pay/", {"way": "transfer", "once": "p"})
    return Payment.objects.get(method=Payment.Method.TRANSFER)
