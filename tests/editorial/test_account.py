"""A shopper's own pages on the web: nobody else's, and nothing done twice."""

import re

import pytest
from django.test import Client

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.money.payments.models import Payment, TransferReceipt
from commerce.money.payments.services import save_platform_account
from commerce.money.remittances.models import BankAccount
from commerce.money.wallets.models import Transfer
from commerce.money.wallets.selectors import summary_of
from commerce.shop.order.models import Order
from storefront.account import visiting
from tests.commerce.money.wallets.money import top_up
from tests.factories import Phone, make_market, make_product, make_user, new_mobile, offer_of
from tests.factories.sales import make_gateway, place

pytestmark = pytest.mark.django_db
IBAN = "IR062960000000100324200001"


def let_in(client: Client, user: User) -> None:
    session = client.session
    session[visiting.SHOPPER] = {"id": user.public_id, "stamp": user.get_session_auth_hash(), "stepped_up_at": None}
    session.save()


@pytest.fixture
def sara() -> User:
    return make_user(first_name="سارا", last_name="محمدی")


@pytest.fixture
def at_home(client: Client, sara: User) -> Client:
    let_in(client, sara)
    return client


def an_order(shopper: User) -> Order:
    """An order of one thing that waits for payment."""
    make_gateway()
    offer = offer_of(make_product(make_market()))
    return Order.objects.get(number=place(shopper, (offer, 1))["order"]["number"])


def hidden(page, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


@pytest.fixture
def delivered(django_capture_on_commit_callbacks):
    """What is sent after commit is sent at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestTheDoor:
    def test_a_code_opens_the_page_that_was_wanted(self, client, delivered):
        mobile = new_mobile()
        assert client.get("/account/wallet/").url == "/account/sign-in/"

        with delivered():
            assert client.post("/account/sign-in/", {"mobile": mobile}).url == "/account/sign-in/code/"
        entered = client.post("/account/sign-in/code/", {"code": Phone(mobile).code})

        assert entered.url == "/account/wallet/"
        assert client.get("/account/wallet/").status_code == 200

    def test_a_wrong_code_is_said_beside_the_field(self, client):
        client.post("/account/sign-in/", {"mobile": new_mobile()})

        refused = client.post("/account/sign-in/code/", {"code": "000000"})

        assert refused.status_code in {400, 403, 422}
        assert 'role="alert"' in refused.text

    def test_a_number_that_is_none_stays_typed(self, client):
        refused = client.post("/account/sign-in/", {"mobile": "12"})

        assert refused.status_code == 400
        assert 'value="12"' in refused.text

    def test_a_shopper_is_nobody_at_the_dashboard_also_if_they_are_staff(self, client):
        staff = make_user(is_staff=True, is_superuser=True)
        let_in(client, staff)

        assert client.get("/account/").status_code == 200
        assert client.get("/dashboard/").status_code == 302
        assert "/login/" in client.get("/dashboard/").url

    def test_going_out_closes_the_account(self, at_home):
        at_home.post("/account/sign-out/")

        assert at_home.get("/account/").status_code == 302

    def test_a_link_signs_nobody_out(self, at_home):
        assert at_home.get("/account/sign-out/").status_code == 405

    def test_ending_all_sessions_ends_this_one_too(self, at_home, sara):
        User.objects.filter(pk=sara.pk).update(sign_in_epoch=sara.sign_in_epoch + 1)

        assert at_home.get("/account/").status_code == 302


class TestOrders:
    def test_mine_are_listed_and_another_persons_are_not_there(self, at_home, sara):
        mine, theirs = an_order(sara), an_order(make_user())

        assert mine.number in at_home.get("/account/orders/").text
        assert at_home.get(f"/account/orders/{mine.number}/").status_code == 200
        assert at_home.get(f"/account/orders/{theirs.number}/").status_code == 404

    @pytest.mark.parametrize("act", ["", "pay/", "cancel/"])
    def test_another_persons_order_can_be_neither_seen_nor_moved(self, at_home, act):
        theirs = an_order(make_user())

        assert at_home.post(f"/account/orders/{theirs.number}/{act}", {}).status_code in {404, 405}
        theirs.refresh_from_db()
        assert theirs.status == "pending_payment"

    def test_cancelling_asks_first_and_then_does_it(self, at_home, sara):
        order = an_order(sara)
        assert at_home.get(f"/account/orders/{order.number}/cancel/").status_code == 200

        at_home.post(f"/account/orders/{order.number}/cancel/", {"once": "k"})

        order.refresh_from_db()
        assert order.status == "cancelled"


class TestTheWallet:
    def test_money_goes_to_whom_was_shown_after_a_fresh_code_and_once(self, at_home, sara, delivered):
        mina = make_user(first_name="مینا", last_name="کریمی")
        top_up(sara, 1_000_000)
        typed = {"mobile": mina.mobile, "amount": "20,000", "note": "ناهار", "once": "k"}

        shown = at_home.post("/account/wallet/send/", typed)
        agreed = typed | {"agreed": hidden(shown, "agreed")}
        with delivered():
            asked = at_home.post("/account/wallet/send/", agreed)
        assert 'name="confirmation"' in asked.text
        assert not Transfer.objects.exists()
        confirmed = agreed | {"confirmation": Phone(sara.mobile).code}
        first = at_home.post("/account/wallet/send/", confirmed)

        assert first.status_code == 302, first.text
        assert at_home.post("/account/wallet/send/", agreed).status_code == 302
        assert Transfer.objects.count() == 1
        assert (summary_of(sara).cash, summary_of(mina).cash) == (800_000, 200_000)

    def test_what_was_typed_stays_where_it_is_refused(self, at_home):
        refused = at_home.post("/account/wallet/send/", {"mobile": "09121234567", "amount": "many", "note": "ناهار"})

        assert refused.status_code == 422
        assert "ناهار" in refused.text

    def test_the_statement_shows_what_is_mine_alone(self, at_home, sara):
        top_up(make_user(), 777_770)
        top_up(sara, 123_450)

        page = at_home.get("/account/wallet/").text

        assert "۱۲٬۳۴۵ تومان" in page
        assert "۷۷٬۷۷۷ تومان" not in page

    def test_a_statement_is_narrowed_by_jalali_days(self, at_home, sara):
        top_up(sara, 123_450)

        assert "۱۲٬۳۴۵ تومان" in at_home.get("/account/wallet/?since=1400/01/01").text
        page = at_home.get("/account/wallet/?since=1490/01/01")
        assert page.status_code == 200
        assert 'class="empty"' in page.text

    @pytest.mark.parametrize("query", ["since=never", "kind=any", "before=x", "before=99999999999999999999"])
    def test_a_filter_that_cannot_be_read_breaks_nothing(self, at_home, query):
        assert at_home.get(f"/account/wallet/?{query}").status_code == 200

    def test_a_bank_account_is_added_after_a_fresh_code_and_is_nobody_elses(self, at_home, sara, delivered):
        typed = {"iban": IBAN, "holder": "سارا محمدی", "once": "k"}
        with delivered():
            at_home.post("/account/bank-accounts/add/", typed)
        added = at_home.post("/account/bank-accounts/add/", typed | {"confirmation": Phone(sara.mobile).code})

        assert added.status_code == 302, added.text
        account = BankAccount.objects.get()
        assert IBAN not in at_home.get("/account/bank-accounts/").text
        let_in(at_home, make_user())
        assert at_home.get(f"/account/bank-accounts/{account.public_id}/remove/").status_code == 404

    def test_a_bad_iban_is_told(self, at_home):
        refused = at_home.post("/account/bank-accounts/add/", {"iban": "IR12", "holder": "سارا"})

        assert refused.status_code == 422
        assert "IR12" in refused.text


class TestPaying:
    def test_an_order_is_paid_from_the_wallet_once(self, at_home, sara):
        order = an_order(sara)
        top_up(sara, int(order.total_incl_tax))
        typed = {"way": "wallet", "once": "k"}

        for _again in range(2):
            assert at_home.post(f"/account/orders/{order.number}/pay/", typed).url.endswith(f"/{order.number}/")

        order.refresh_from_db()
        assert order.status == "paid"
        assert summary_of(sara).cash == 0

    def test_the_rest_beside_the_wallet_goes_to_the_bank(self, at_home, sara):
        order = an_order(sara)
        top_up(sara, 500_000)

        sent = at_home.post(
            f"/account/orders/{order.number}/pay/", {"way": "test-bank", "wallet_amount": "50,000", "once": "k"}
        )

        assert "/redirect/" in sent.url
        amounts = order_payments(order)
        assert amounts == {"gateway": int(order.total_incl_tax) - 500_000, "wallet": 500_000}

    def test_more_than_the_wallet_has_is_refused_and_nothing_is_lost(self, at_home, sara):
        order = an_order(sara)
        top_up(sara, 500_000)

        refused = at_home.post(
            f"/account/orders/{order.number}/pay/", {"way": "test-bank", "wallet_amount": "60,000", "once": "k"}
        )

        assert refused.status_code == 422
        assert "60,000" in refused.text
        assert summary_of(sara).spendable == 500_000

    def test_a_transfer_is_shown_with_its_tracking_number(self, at_home, sara):
        told = {"title": "فروش", "bank": "بانک سامان", "holder": "آسود", "iban": IBAN}
        save_platform_account(actor=SYSTEM, changes=told)
        order = an_order(sara)

        begun = at_home.post(f"/account/orders/{order.number}/pay/", {"way": "transfer", "once": "k"})
        assert IBAN in at_home.get(begun.url).text
        sent = at_home.post(begun.url, {"tracking": "123456", "once": "k"})

        assert sent.url == f"/account/orders/{order.number}/"
        assert TransferReceipt.objects.get().tracking == "123456"
        let_in(at_home, make_user())
        assert at_home.get(begun.url).status_code == 404

    def test_nothing_shown_is_said_beside_the_field(self, at_home, sara):
        told = {"title": "فروش", "bank": "بانک سامان", "holder": "آسود", "iban": IBAN}
        save_platform_account(actor=SYSTEM, changes=told)
        order = an_order(sara)
        begun = at_home.post(f"/account/orders/{order.number}/pay/", {"way": "transfer", "once": "k"})

        assert at_home.post(begun.url, {"tracking": "", "once": "k"}).status_code == 422


def order_payments(order: Order) -> dict[str, int]:
    return dict(Payment.objects.filter(reference=order.number, status__in=["created"]).values_list("method", "amount"))
