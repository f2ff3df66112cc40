"""Paying from the wallet: what is held, taken, let go and given back, and from which pocket."""

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.tenders import tenders
from commerce.money.wallets import services
from commerce.money.wallets.errors import NothingHeld, WalletFrozen
from commerce.money.wallets.models import PromotionalGrant, WalletEntry
from tests.commerce.money.wallets.money import grant, pay_by_wallet, pockets, refund, time_is_over, top_up
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WALLET = tenders.get("wallet")


@pytest.fixture
def sara() -> User:
    user = make_user()
    top_up(user, 1_000_000)
    return user


def test_credit_that_expires_first_is_spent_first_and_cash_last(sara: User) -> None:
    late, soon = grant(sara, 200_000, days=30), grant(sara, 100_000, days=3)

    WALLET.hold(pay_by_wallet(sara, 350_000))

    assert pockets(sara) == {"cash": 950_000, "gift": 0, "promotional": 0, "held": 350_000}
    assert [PromotionalGrant.objects.get(pk=one.pk).left for one in (late, soon)] == [0, 0]
    assert find_drift() == []


def test_of_the_last_credit_only_what_is_needed_is_spent(sara: User) -> None:
    late, soon = grant(sara, 200_000, days=30), grant(sara, 100_000, days=3)

    WALLET.hold(pay_by_wallet(sara, 150_000))

    assert [PromotionalGrant.objects.get(pk=one.pk).left for one in (late, soon)] == [150_000, 0]
    assert pockets(sara)["cash"] == 1_000_000


def test_credit_whose_time_is_over_is_not_spent(sara: User) -> None:
    time_is_over(grant(sara, 200_000))

    WALLET.hold(pay_by_wallet(sara, 100_000))

    assert pockets(sara) == {"cash": 900_000, "gift": 0, "promotional": 200_000, "held": 100_000}


def test_what_is_held_twice_is_held_once(sara: User) -> None:
    payment = pay_by_wallet(sara, 400_000)

    WALLET.hold(payment)
    WALLET.hold(payment)

    assert pockets(sara)["held"] == 400_000


def test_nobody_holds_more_than_there_is(sara: User) -> None:
    with pytest.raises(InsufficientFunds):
        WALLET.hold(pay_by_wallet(sara, 1_000_001))

    assert pockets(sara)["cash"] == 1_000_000


def test_what_is_taken_is_receipts_once(sara: User) -> None:
    payment, before = pay_by_wallet(sara, 400_000), balance_of(AccountRef("receipts"))
    WALLET.hold(payment)

    WALLET.take(payment)
    WALLET.take(payment)

    assert pockets(sara) == {"cash": 600_000, "gift": 0, "promotional": 0, "held": 0}
    assert balance_of(AccountRef("receipts")) == before + 400_000
    assert find_drift() == []


def test_what_is_let_go_is_where_it_was(sara: User) -> None:
    credit = grant(sara, 100_000)
    payment, before = pay_by_wallet(sara, 400_000), pockets(sara)
    WALLET.hold(payment)

    WALLET.let_go(payment)
    WALLET.let_go(payment)

    assert pockets(sara) == before
    assert PromotionalGrant.objects.get(pk=credit.pk).left == 100_000
    kinds = WalletEntry.objects.filter(reference="t-1").order_by("at", "id").values_list("kind", flat=True)
    assert list(kinds) == ["payment", "payment_released"]
    assert find_drift() == []


def test_what_was_let_go_is_not_taken(sara: User) -> None:
    payment = pay_by_wallet(sara, 400_000)
    WALLET.hold(payment)
    WALLET.let_go(payment)

    with pytest.raises(NothingHeld):
        WALLET.take(payment)


def test_what_was_let_go_can_be_held_again_when_its_money_comes_late(sara: User) -> None:
    payment = pay_by_wallet(sara, 400_000)
    WALLET.hold(payment)
    WALLET.let_go(payment)

    WALLET.hold(payment)
    WALLET.take(payment)

    assert pockets(sara) == {"cash": 600_000, "gift": 0, "promotional": 0, "held": 0}
    assert find_drift() == []


def test_credit_that_expired_while_it_was_held_lives_some_days_longer(sara: User) -> None:
    credit = grant(sara, 100_000)
    payment = pay_by_wallet(sara, 60_000)
    WALLET.hold(payment)
    time_is_over(credit)
    services.expire_grants()
    assert pockets(sara) == {"cash": 1_000_000, "gift": 0, "promotional": 0, "held": 60_000}

    WALLET.let_go(payment)

    credit.refresh_from_db()
    assert (credit.status, credit.left) == ("active", 60_000)
    assert pockets(sara)["promotional"] == 60_000
    time_is_over(credit)
    assert services.expire_grants() == 1
    assert pockets(sara)["promotional"] == 0
    assert find_drift() == []


def test_holding_credit_again_and_again_does_not_keep_it_alive(sara: User) -> None:
    credit = grant(sara, 100_000)
    first, second = pay_by_wallet(sara, 60_000), pay_by_wallet(sara, 60_000)
    WALLET.hold(first)
    time_is_over(credit)
    WALLET.let_go(first)
    credit.refresh_from_db()
    WALLET.hold(second)
    PromotionalGrant.objects.update(expires_at=timezone.now(), extended_until=timezone.now())

    WALLET.let_go(second)

    assert services.expire_grants() == 1
    assert pockets(sara)["promotional"] == 0
    assert find_drift() == []


def test_a_refund_goes_back_in_proportion_to_what_was_spent(sara: User) -> None:
    credit = grant(sara, 100_000)
    payment = pay_by_wallet(sara, 400_000)
    WALLET.hold(payment)
    WALLET.take(payment)

    WALLET.give_back(refund(payment, 100_002))

    assert pockets(sara) == {"cash": 700_000 + 75_002, "gift": 0, "promotional": 25_000, "held": 0}
    WALLET.give_back(refund(payment, 299_998))
    assert pockets(sara) == {"cash": 1_000_000, "gift": 0, "promotional": 100_000, "held": 0}
    assert PromotionalGrant.objects.get(pk=credit.pk).left == 100_000
    assert find_drift() == []


def test_a_refund_is_given_back_once(sara: User) -> None:
    payment = pay_by_wallet(sara, 400_000)
    WALLET.hold(payment)
    WALLET.take(payment)
    back = refund(payment, 100_000)

    WALLET.give_back(back)
    WALLET.give_back(back)

    assert pockets(sara)["cash"] == 700_000


def test_a_cards_refund_that_its_bank_would_not_take_is_cash(sara: User) -> None:
    from_card = pay_by_wallet(sara, 400_000)

    WALLET.give_back(refund(from_card, 50_000))

    assert pockets(sara)["cash"] == 1_050_000
    assert WalletEntry.objects.filter(kind="refund").get().amount == 50_000


def test_a_frozen_wallet_spends_nothing_and_takes_refunds(sara: User) -> None:
    paid = pay_by_wallet(sara, 100_000)
    WALLET.hold(paid)
    services.freeze_wallet(actor=SYSTEM, user=sara, reason="کارت دزدیده شده")

    with pytest.raises(WalletFrozen):
        WALLET.hold(pay_by_wallet(sara, 100_000, reference="t-2"))
    WALLET.take(paid)
    WALLET.give_back(refund(paid, 100_000))

    assert pockets(sara)["cash"] == 1_000_000


def test_the_statement_says_what_for(sara: User) -> None:
    WALLET.hold(pay_by_wallet(sara, 100_000))

    line = WalletEntry.objects.get(kind="payment")
    assert (line.amount, line.balance, line.reference, line.note) == (-100_000, 900_000, "t-1", "چیز t-1")
