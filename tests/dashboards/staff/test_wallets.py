"""Finance looks into wallets, freezes them, gives credit and cards; large sums want a second person."""

import pytest
from django.urls import reverse

from commerce.foundation.audit.models import AuditEntry
from commerce.money.wallets.models import GiftCard, GiftCardBatch, PromotionalGrant
from commerce.money.wallets.selectors import summary_of
from tests.dashboards.desk import in_group, staff_desk_of
from tests.dashboards.staff.purses import a_purse
from tests.factories import person

pytestmark = pytest.mark.django_db
LAST_DAY = "1499/12/01"


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def finance():
    return staff_desk_of(in_group(person(), "Finance approvers"))


@pytest.fixture
def desk():
    return finance()


@pytest.fixture
def purse():
    return a_purse()


def test_a_wallet_shows_its_pockets_and_its_statement(desk, purse):
    page = desk.get(to("wallet", purse.wallet.public_id))

    assert page.status_code == 200
    assert "۵۰٬۰۰۰ تومان" in page.text
    assert "یلدا" in page.text


@pytest.mark.parametrize("typed", ["mobile", "public_id"])
def test_a_wallet_is_found(desk, purse, typed):
    wanted = {"mobile": purse.wallet.user.mobile, "public_id": purse.wallet.public_id}[typed]

    assert purse.wallet.public_id in desk.get(to("wallets"), {"q": wanted}).text
    assert purse.wallet.public_id not in desk.get(to("wallets"), {"q": "09000000000"}).text


def test_lists_stay_flat_in_queries(desk, purse, django_assert_max_num_queries):
    for _ in range(3):
        a_purse()
    for name in ("wallets", "grants", "card_batches", "cards"):
        with django_assert_max_num_queries(16):
            assert desk.get(to(name)).status_code == 200


@pytest.mark.parametrize("name", ["wallets", "grants", "cards"])
def test_lists_are_exported(desk, purse, name):
    answer = desk.get(to(name), {"export": "csv"})

    assert answer["Content-Type"].startswith("text/csv")
    assert b"".join(answer.streaming_content)


def test_a_wallet_is_frozen_with_a_reason_and_released(desk, purse):
    wallet = purse.wallet
    assert desk.post(to("wallet_freeze", wallet.public_id), {"reason": ""}).status_code == 422

    desk.post(to("wallet_freeze", wallet.public_id), {"reason": "شکایت"})
    assert summary_of(wallet.user).spendable == 0
    assert "شکایت" in desk.get(to("wallet", wallet.public_id)).text

    desk.post(to("wallet_release", wallet.public_id), {"reason": "رفع شد"})
    assert summary_of(wallet.user).spendable == 500_000
    assert AuditEntry.objects.filter(action="wallet.frozen").exists()


def test_a_large_credit_waits_for_a_second_person(desk, purse, settings):
    settings.PROMOTIONAL_UNCHECKED_MOST = 1_000_000
    typed = {"amount": "5,000,000", "expires_on": LAST_DAY, "campaign": "نوروز"}
    desk.post(to("wallet_credit", purse.wallet.public_id), typed)
    grant = PromotionalGrant.objects.get(campaign="نوروز")
    assert grant.status == "asked"

    assert desk.post(to("grant_approve", grant.public_id)).status_code == 422
    finance().post(to("grant_approve", grant.public_id))

    grant.refresh_from_db()
    assert grant.status == "active"
    page = desk.get(to("grant", grant.public_id)).content.decode()
    assert (grant.granted_by in page, grant.checked_by in page) == (False, False)


def test_codes_are_shown_once_to_whoever_asked_for_the_cards(desk, purse):
    typed = {"title": "هدیه", "count": 2, "amount": "10,000", "expires_on": LAST_DAY}
    made = desk.post(to("card_batch_add"), typed)
    batch = GiftCardBatch.objects.get(title="هدیه")
    assert made.url == to("card_batch", batch.public_id)

    assert finance().post(to("card_batch_codes", batch.public_id)).status_code == 403
    shown = desk.post(to("card_batch_codes", batch.public_id))

    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert GiftCard.objects.filter(batch=batch, status="active").count() == 2
    assert desk.post(to("card_batch_codes", batch.public_id)).status_code == 422


def test_a_card_is_cancelled_with_a_reason(desk, purse):
    desk.post(to("card_void", purse.card.public_id), {"reason": "گم شد"})

    purse.card.refresh_from_db()
    assert purse.card.status == "void"


def test_support_sees_no_wallets():
    support = staff_desk_of(in_group(person(), "Support"))

    assert support.get(to("wallets")).status_code == 403
