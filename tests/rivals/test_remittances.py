"""Many at once: money leaves once, by one batch, by one decision."""

import pytest

from commerce.foundation.core.errors import DomainError, IllegalTransition
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services
from commerce.money.remittances.models import Approval, BankAccount, Batch, Remittance
from tests.commerce.money.books import together, wallet
from tests.commerce.money.outgoing import (
    CHECKER,
    IBANS,
    MAKER,
    TRANSIT,
    approved,
    ask,
    bank_account,
    clerk,
    fund,
    owner,
    stepped_up,
)

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50


def winners(answers: list[object]) -> list[object]:
    assert all(not isinstance(answer, Exception) or isinstance(answer, DomainError) for answer in answers), answers
    return [answer for answer in answers if not isinstance(answer, Exception)]


def test_fifty_approvers_agree_once():
    fund("mina", 1_000_000)
    remittance = ask(bank_account(), key="1")

    answers = together(
        lambda number: services.approve_remittance(actor=clerk(str(number)), public_id=remittance.public_id), RIVALS
    )

    assert len(winners(answers)) == 1
    assert all(isinstance(answer, IllegalTransition) for answer in answers if isinstance(answer, Exception))
    assert Approval.objects.count() == 1


def test_fifty_batches_take_a_remittance_once():
    fund("mina", 3_000_000)
    account = bank_account()
    waiting = [approved(account, key=str(number)) for number in range(3)]

    answers = together(
        lambda number: services.make_batch(
            actor=clerk(str(number)),
            batch_format="paya-csv",
            remittances=[row.public_id for row in waiting] if number % 2 else None,
        ),
        RIVALS,
    )

    made = winners(answers)
    assert sum(batch.rows for batch in made) == 3
    assert Batch.objects.count() == len(made)
    assert set(Remittance.objects.values_list("status", flat=True)) == {"batched"}
    assert find_drift() == []


def test_fifty_who_send_one_batch_book_it_once():
    fund("mina", 1_000_000)
    approved(bank_account(), key="1")
    batch = services.make_batch(actor=MAKER, batch_format="paya-csv")
    services.check_batch(actor=CHECKER, batch=batch.public_id)
    together(lambda number: services.export_batch(batch=batch.public_id), 8)

    answers = together(
        lambda number: services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference=str(number)), RIVALS
    )

    assert len(winners(answers)) == 1
    assert balance_of(AccountRef("bank")) == -1_000_000
    assert find_drift() == []


def test_refusing_cancelling_and_approving_at_once_has_one_end():
    fund("mina", 1_000_000)
    remittance = ask(bank_account(), key="1")
    acts = (
        lambda: services.approve_remittance(actor=MAKER, public_id=remittance.public_id),
        lambda: services.refuse_remittance(actor=CHECKER, public_id=remittance.public_id, reason="x"),
        lambda: services.cancel_remittance(
            actor=owner("mina"), owner_kind="user", owner_ref="mina", public_id=remittance.public_id
        ),
    )

    together(lambda number: acts[number % 3](), RIVALS)

    remittance.refresh_from_db()
    assert remittance.status in {"refused", "cancelled"}
    assert (balance_of(wallet("mina")), balance_of(TRANSIT)) == (1_000_000, 0)
    assert find_drift() == []


def test_fifty_askings_by_one_key_are_one():
    fund("mina", 1_000_000)
    account = bank_account()

    answers = together(lambda number: ask(account, key="1"), RIVALS)

    assert len({answer.pk for answer in winners(answers)}) == 1
    assert balance_of(TRANSIT) == 1_000_000


def test_an_iban_added_fifty_times_is_there_once_and_one_account_is_the_default():
    together(lambda number: bank_account(iban=IBANS[number % 3], verified=False), RIVALS)

    kept = BankAccount.objects.kept()
    assert (kept.count(), kept.filter(is_default=True).count()) == (3, 1)


def test_an_account_is_not_removed_while_somebody_sends_money_there():
    fund("mina", 1_000_000)
    account = bank_account()
    mine = {"actor": owner("mina"), "owner_kind": "user", "owner_ref": "mina"}

    def ask_or_remove(number: int):
        if number % 2:
            return ask(account, key=str(number), amount=10_000)
        return services.remove_bank_account(**mine, public_id=account.public_id, credentials=stepped_up())

    together(ask_or_remove, RIVALS)

    account.refresh_from_db()
    open_ones = Remittance.objects.filter(bank_account=account).count()
    assert (account.removed_at is None) == (open_ones > 0)
    assert find_drift() == []
