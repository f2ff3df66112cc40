"""Money that only a market has goes back from the market."""

import pytest

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Gateway
from commerce.money.payments.services import (
    send_due_refunds,
    send_refund_now,
)
from tests.commerce.money.payments.refunding import (
    FINANCE,
    RECEIPTS,
    back,
    in_wallet,
    now_of,
    owed,
    paid,
)

pytestmark = pytest.mark.django_db


def test_money_of_a_market_s_own_gateway_goes_back_from_the_market(sara, paper, gateway):
    paper("able")
    paid(sara)
    Gateway.objects.filter(pk=gateway.pk).update(owner_kind="market", owner_ref="tea-1")
    back(1_000_000)

    send_due_refunds()

    assert balance_of(AccountRef("vendor_free", "market", "tea-1")) == 1_000_000


def with_seller(gateway, *, owing: int):
    """The gateway is a market's own, which owes us so much for what goes back."""
    Gateway.objects.filter(pk=gateway.pk).update(owner_kind="market", owner_ref="tea-1")
    drafts = [PostingDraft(AccountRef("vendor_free", "market", "tea-1"), owing), PostingDraft(RECEIPTS, -owing)]
    post_entry(key=f"owing:{owing}", reason="test", cause_kind="test", cause_ref="tea-1", postings=drafts)


@pytest.mark.parametrize("kind", ["plain", "refunding"])
def test_we_pay_nobody_what_only_a_market_has(sara, paper, wallets, gateway, kind):
    paper(kind).moods = ["no"]
    paid(sara)
    with_seller(gateway, owing=1_000_000)
    [refund] = back(1_000_000)

    send_due_refunds()

    assert (now_of(refund).status, refund.way, refund.last_code) == ("failed", "wallet", "insufficient_funds")
    assert (owed(), in_wallet(sara)) == (1_000_000, 0)


def test_what_a_market_has_with_us_again_pays_its_refunds(sara, paper, wallets, gateway):
    paper("plain")
    paid(sara)
    with_seller(gateway, owing=1_000_000)
    [refund] = back(1_000_000)
    send_due_refunds()
    with_seller(gateway, owing=-1_000_000)

    send_refund_now(actor=FINANCE, refund_id=refund.pk)

    assert (now_of(refund).status, owed(), in_wallet(sara)) == ("sent", 0, 1_000_000)
