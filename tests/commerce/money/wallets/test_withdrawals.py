"""Cash to a bank account of one's own: asked for with a fresh code, approved by staff, and back if it cannot go."""

from typing import Any

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import BankAccount
from commerce.money.wallets.services import freeze_wallet
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, bank_account, sent
from tests.commerce.money.wallets.money import WALLET, ask, gift_codes, grant, pockets, stepped_up, top_up
from tests.factories import bearer, make_user

pytestmark = pytest.mark.django_db
TRANSIT = AccountRef("withdrawals_in_transit")


@pytest.fixture
def sara() -> User:
    user = make_user()
    top_up(user, 10_000_000)
    return user


@pytest.fixture
def account(sara: User) -> BankAccount:
    return bank_account(sara.public_id)


def withdraw(client: Any, account: BankAccount, amount: int = 4_000_000) -> Any:
    return ask(client, "withdrawals/", {"amount": amount, "bank_account": account.public_id})


def lines(user: User) -> list[tuple[str, int, int]]:
    entries = bearer(user).get(f"{WALLET}entries/").json()["results"]
    return [(one["kind"], one["amount"]["amount"], one["balance"]["amount"]) for one in entries]


def test_cash_goes_to_the_bank_when_staff_agree(sara: User, account: BankAccount) -> None:
    client = stepped_up(sara)

    asked = withdraw(client, account)

    assert (asked.status_code, asked.json()["status"]) == (201, "asked")
    assert asked.json()["iban"] == account.iban_mask
    assert (pockets(sara)["cash"], balance_of(TRANSIT)) == (6_000_000, 4_000_000)
    remittances.approve_remittance(actor=MAKER, public_id=asked.json()["id"])
    sent(remittances.make_batch(actor=MAKER, batch_format="paya-csv", kind="withdrawal"))
    assert (balance_of(TRANSIT), client.get(f"{WALLET}withdrawals/").json()["results"][0]["status"]) == (0, "sent")
    assert lines(sara)[0] == ("withdrawal", -4_000_000, 6_000_000)
    assert find_drift() == []


def test_what_staff_refuse_is_in_the_wallet_again(sara: User, account: BankAccount) -> None:
    asked = withdraw(stepped_up(sara), account).json()

    remittances.refuse_remittance(actor=MAKER, public_id=asked["id"], reason="نام همخوان نیست")

    assert (pockets(sara)["cash"], balance_of(TRANSIT)) == (10_000_000, 0)
    assert lines(sara)[0] == ("withdrawal_returned", 4_000_000, 10_000_000)
    assert find_drift() == []


def test_what_the_bank_returns_is_in_the_wallet_again(sara: User, account: BankAccount) -> None:
    asked = withdraw(stepped_up(sara), account).json()
    remittances.approve_remittance(actor=MAKER, public_id=asked["id"])
    sent(remittances.make_batch(actor=MAKER, batch_format="paya-csv"))

    remittances.mark_returned(actor=CHECKER, public_id=asked["id"], reason="حساب بسته است")

    assert (pockets(sara)["cash"], balance_of(TRANSIT)) == (10_000_000, 0)
    assert find_drift() == []


def test_what_nobody_approved_can_be_called_off(sara: User, account: BankAccount, settings: Any) -> None:
    settings.WITHDRAWALS_DAILY_MOST = 4_000_000
    client = stepped_up(sara)
    asked = withdraw(client, account).json()

    answer = client.post(f"{WALLET}withdrawals/{asked['id']}/cancel/")

    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert pockets(sara)["cash"] == 10_000_000
    assert withdraw(client, account).status_code == 201, "what did not move does not count"


def test_what_was_approved_cannot(sara: User, account: BankAccount) -> None:
    client = stepped_up(sara)
    asked = withdraw(client, account).json()
    remittances.approve_remittance(actor=MAKER, public_id=asked["id"])

    assert client.post(f"{WALLET}withdrawals/{asked['id']}/cancel/").status_code == 409


def test_anothers_withdrawal_does_not_exist(sara: User, account: BankAccount) -> None:
    asked = withdraw(stepped_up(sara), account).json()

    assert bearer(make_user()).post(f"{WALLET}withdrawals/{asked['id']}/cancel/").status_code == 404
    assert pockets(sara)["cash"] == 6_000_000


def test_only_cash_is_withdrawn(sara: User, account: BankAccount) -> None:
    grant(sara, 5_000_000)
    client = stepped_up(sara)
    client.post(f"{WALLET}gift-cards/redeem/", {"code": gift_codes(5_000_000)[0]})

    answer = withdraw(client, account, 10_000_001)

    assert (answer.status_code, answer.json()["code"]) == (409, "insufficient_funds")


@pytest.mark.parametrize(
    ("state", "code"),
    [({"verified": False}, "bank_account_unverified"), ({"cool": False}, "bank_account_cooling")],
)
def test_money_goes_to_no_strange_account(sara: User, state: dict[str, bool], code: str) -> None:
    assert withdraw(stepped_up(sara), bank_account(sara.public_id, **state)).json()["code"] == code


def test_money_goes_to_nobody_elses_account(sara: User) -> None:
    theirs = bank_account(make_user().public_id, iban=IBANS[1])

    assert withdraw(stepped_up(sara), theirs).status_code == 404


def test_what_is_asked_before_money_leaves(sara: User, account: BankAccount, settings: Any) -> None:
    settings.WITHDRAWALS_DAILY_MOST = 5_000_000
    assert withdraw(bearer(sara), account).json()["code"] == "step_up_required"
    client = stepped_up(sara)
    assert withdraw(client, account, 499_999).json()["code"] == "amount_too_small"
    assert withdraw(client, account).status_code == 201
    assert withdraw(client, account).json()["code"] == "daily_limit_reached"
    User.objects.filter(pk=sara.pk).update(mobile_changed_at=timezone.now())
    assert withdraw(client, account, 500_000).json()["code"] == "cooling_off"


def test_a_frozen_wallet_withdraws_nothing_but_takes_back(sara: User, account: BankAccount) -> None:
    asked = withdraw(stepped_up(sara), account).json()
    freeze_wallet(actor=SYSTEM, user=sara, reason="بررسی")

    assert withdraw(stepped_up(sara), account).json()["code"] == "wallet_frozen"
    remittances.refuse_remittance(actor=MAKER, public_id=asked["id"], reason="کیف بسته است")

    assert pockets(sara)["cash"] == 10_000_000
