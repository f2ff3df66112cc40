"""Money asked for, approved, sent, and what the bank says became of it."""

import pytest
from django.db import IntegrityError, transaction

from commerce.foundation.audit.selectors import trail_of
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import selectors, services
from commerce.money.remittances.errors import (
    AlreadyApproved,
    BankAccountCooling,
    BankAccountUnverified,
    OwnDecision,
    RemittanceKeyReused,
)
from commerce.money.remittances.kinds import kinds
from commerce.money.remittances.models import Batch, Remittance
from tests.commerce.money.books import wallet
from tests.commerce.money.outgoing import (
    CHECKER,
    IBANS,
    KIND,
    MAKER,
    SECOND,
    TRANSIT,
    approved,
    ask,
    bank_account,
    clerk,
    fund,
    owner,
    sent,
)

pytestmark = pytest.mark.django_db
BANK = AccountRef("bank")


@pytest.fixture
def account(db):
    fund("mina", 10_000_000)
    return bank_account()


def held() -> tuple[int, int, int]:
    """What lies in the wallet, on its way, and left our bank."""
    return balance_of(wallet("mina")), balance_of(TRANSIT), -balance_of(BANK)


def facts() -> list[str]:
    return list(
        OutboxEvent.objects.filter(name__startswith="remittance.").order_by("id").values_list("name", flat=True)
    )


def test_money_that_is_asked_for_arrives(account):
    remittance = approved(account, 4_000_000, key="w-1")
    assert held() == (6_000_000, 4_000_000, 0)
    assert selectors.in_transit(kind=KIND.name) == 4_000_000

    sent(services.make_batch(actor=MAKER, batch_format="paya-csv"))
    assert held() == (6_000_000, 0, 4_000_000)
    services.mark_settled(actor=CHECKER, public_id=remittance.public_id, bank_reference="۷۷")

    remittance.refresh_from_db()
    assert (remittance.status, remittance.bank_reference) == ("settled", "۷۷")
    assert facts() == ["remittance.asked", "remittance.approved", "remittance.sent", "remittance.settled"]
    assert {entry.action for entry in trail_of(subject_kind="remittance", subject_ref=remittance.public_id)} == {
        *facts()
    }
    assert find_drift() == []


def test_the_same_key_asks_once(account):
    first = ask(account, key="w-1")

    assert ask(account, key="w-1").pk == first.pk
    assert facts() == ["remittance.asked"]
    with pytest.raises(RemittanceKeyReused), transaction.atomic():
        services.ask_remittance(
            actor=owner("mina"),
            kind=KIND.name,
            owner_kind="user",
            owner_ref="mina",
            bank_account=account.public_id,
            amount=7,
            reference="w-1",
            key="w-1",
        )


@pytest.mark.parametrize(
    ("state", "error"),
    [({"verified": False}, BankAccountUnverified), ({"cool": False}, BankAccountCooling)],
)
def test_money_goes_neither_to_a_strange_account_nor_to_a_new_one(state, error):
    fund("mina", 1_000_000)
    account = bank_account(**state)

    with pytest.raises(error):
        ask(account, key="w-1")
    assert held() == (1_000_000, 0, 0)


def test_money_goes_to_no_account_of_another(account):
    fund("omid", 1_000_000)

    with pytest.raises(NotFound):
        ask(account, key="w-1", owner_ref="omid")


def test_who_asked_for_it_never_approves_it():
    fund(MAKER.ref, 1_000_000)
    remittance = ask(bank_account(MAKER.ref), key="w-1")

    with pytest.raises(OwnDecision):
        services.approve_remittance(actor=MAKER, public_id=remittance.public_id)
    assert services.approve_remittance(actor=CHECKER, public_id=remittance.public_id).status == "approved"


def test_who_asked_on_behalf_of_another_does_not_approve_it_either(account):
    remittance = ask(account, key="w-1", actor=MAKER)

    with pytest.raises(OwnDecision):
        services.approve_remittance(actor=MAKER, public_id=remittance.public_id)


def test_every_act_needs_its_right(account):
    remittance, nobody = ask(account, key="w-1"), owner("nobody")

    for act in (
        lambda: services.approve_remittance(actor=nobody, public_id=remittance.public_id),
        lambda: services.refuse_remittance(actor=nobody, public_id=remittance.public_id, reason="x"),
        lambda: services.make_batch(actor=nobody, batch_format="paya-csv"),
        lambda: services.mark_settled(actor=nobody, public_id=remittance.public_id),
        lambda: services.mark_returned(actor=nobody, public_id=remittance.public_id, reason="x"),
        lambda: services.save_batch_format(actor=nobody, slug="x", changes={}),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_kind_may_name_a_right_of_its_own(account):
    object.__setattr__(KIND, "approver_right", "payouts.approve")
    try:
        remittance = ask(account, key="w-1")
        with pytest.raises(Forbidden):
            services.approve_remittance(actor=MAKER, public_id=remittance.public_id)
    finally:
        object.__setattr__(KIND, "approver_right", "remittances.approve_remittance")


def test_a_large_amount_needs_two_people(account, settings):
    settings.REMITTANCE_TWO_APPROVALS_ABOVE = 999_999
    remittance = ask(account, key="w-1")

    assert services.approve_remittance(actor=MAKER, public_id=remittance.public_id).status == "asked"
    with pytest.raises(AlreadyApproved):
        services.approve_remittance(actor=MAKER, public_id=remittance.public_id)
    assert services.approve_remittance(actor=SECOND, public_id=remittance.public_id).status == "approved"
    with pytest.raises(IllegalTransition):
        services.approve_remittance(actor=CHECKER, public_id=remittance.public_id)


def test_raising_the_limit_later_takes_no_approval_away(account, settings):
    settings.REMITTANCE_TWO_APPROVALS_ABOVE = 0
    remittance = ask(account, key="w-1")
    settings.REMITTANCE_TWO_APPROVALS_ABOVE = 10**9

    assert services.approve_remittance(actor=MAKER, public_id=remittance.public_id).status == "asked"


@pytest.mark.parametrize("first", ["asked", "approved"])
def test_what_is_refused_goes_back_to_its_owner(account, first):
    remittance = (ask if first == "asked" else approved)(account, key="w-1")

    refused = services.refuse_remittance(actor=CHECKER, public_id=remittance.public_id, reason="مدارک كامل نیست")

    assert (refused.status, refused.reason) == ("refused", "مدارک کامل نیست")
    assert held() == (10_000_000, 0, 0)
    assert facts()[-1] == "remittance.refused"
    assert find_drift() == []
    with pytest.raises(IllegalTransition):
        services.refuse_remittance(actor=CHECKER, public_id=remittance.public_id, reason="again")


def test_an_owner_changes_their_mind_until_somebody_agreed(account):
    remittance, late = ask(account, key="w-1"), approved(account, key="w-2")
    mine = {"actor": owner("mina"), "owner_kind": "user", "owner_ref": "mina"}

    with pytest.raises(NotFound):
        services.cancel_remittance(**mine | {"owner_ref": "omid"}, public_id=remittance.public_id)
    assert services.cancel_remittance(**mine, public_id=remittance.public_id).status == "cancelled"
    with pytest.raises(IllegalTransition):
        services.cancel_remittance(**mine, public_id=late.public_id)

    assert held() == (9_000_000, 1_000_000, 0)
    assert find_drift() == []


def test_nobody_says_that_money_of_their_own_came_back(account):
    remittance = approved(account, key="w-1")
    sent(services.make_batch(actor=MAKER, batch_format="paya-csv"))

    with pytest.raises(OwnDecision):
        services.mark_returned(actor=clerk("mina"), public_id=remittance.public_id, reason="x")


@pytest.mark.parametrize("settled_before", [False, True])
def test_what_the_bank_gives_back_its_owner_has_again(account, settled_before):
    remittance = approved(account, key="w-1")
    sent(services.make_batch(actor=MAKER, batch_format="paya-csv"))
    if settled_before:
        services.mark_settled(actor=MAKER, public_id=remittance.public_id, bank_reference="9")

    returned = services.mark_returned(actor=MAKER, public_id=remittance.public_id, reason="حساب مسدود است")

    assert (returned.status, returned.reason) == ("returned", "حساب مسدود است")
    assert held() == (10_000_000, 0, 0)
    assert find_drift() == []
    with pytest.raises(IllegalTransition):
        services.mark_returned(actor=MAKER, public_id=remittance.public_id, reason="again")


def test_what_was_not_sent_can_neither_arrive_nor_come_back(account):
    remittance = approved(account, key="w-1")

    with pytest.raises(IllegalTransition):
        services.mark_settled(actor=MAKER, public_id=remittance.public_id)
    with pytest.raises(IllegalTransition):
        services.mark_returned(actor=MAKER, public_id=remittance.public_id, reason="x")


def test_an_owner_app_that_stumbles_leaves_everything_as_it_was(account):
    approved(account, key="w-1")
    batch = services.make_batch(actor=MAKER, batch_format="paya-csv")
    services.check_batch(actor=CHECKER, batch=batch.public_id)
    services.export_batch(batch=batch.public_id)

    def stumble(remittance):
        raise RuntimeError("killed here")

    object.__setattr__(KIND, "on_sent", stumble)
    try:
        with pytest.raises(RuntimeError):
            services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1")
    finally:
        object.__setattr__(KIND, "on_sent", lambda remittance: None)

    batch.refresh_from_db()
    assert (batch.status, held()) == ("exported", (9_000_000, 1_000_000, 0))
    assert services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1").status == "sent"
    with pytest.raises(IllegalTransition):
        services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1")
    assert held() == (9_000_000, 0, 1_000_000)


def test_a_batch_is_sent_under_the_banks_number(account):
    approved(account, key="w-1")
    batch = services.make_batch(actor=MAKER, batch_format="paya-csv")

    with pytest.raises(InvalidInput):
        services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference=" ")


def test_drift_is_found_where_money_stays_on_transit(account):
    remittance = ask(account, key="w-1")

    Remittance.objects.filter(pk=remittance.pk).update(status="cancelled")

    assert [drift.check for drift in find_drift()] == ["transit holds what is on its way out"]


def test_drift_is_found_where_something_left_without_its_entry(account):
    remittance = approved(account, key="w-1")
    batch = services.make_batch(actor=MAKER, batch_format="paya-csv")
    services.check_batch(actor=CHECKER, batch=batch.public_id)

    Remittance.objects.filter(pk=remittance.pk).update(status="sent")

    assert "remittances that left are booked" in {drift.check for drift in find_drift()}


@pytest.mark.parametrize("wrong", [{"status": "sent"}, {"status": "batched"}, {"amount": 0}, {"approvals_needed": 3}])
def test_the_database_keeps_no_remittance_that_cannot_be(account, wrong):
    remittance = approved(account, key="w-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Remittance.objects.filter(pk=remittance.pk).update(**wrong)


def test_every_kind_says_what_it_is_called():
    assert all(str(kind.title) and kind.transit_account.kind == kind.transit for _name, kind in kinds.items())


def test_an_amount_goes_to_the_account_it_was_asked_for_whatever_is_added_later(account):
    remittance = ask(account, key="w-1")
    bank_account(iban=IBANS[1])

    assert selectors.remittance_of(
        owner_kind="user", owner_ref="mina", public_id=remittance.public_id
    ).bank_account == (account)


def test_the_maker_of_a_batch_is_never_its_checker_not_even_in_the_database(account):
    approved(account, key="w-1")
    batch = services.make_batch(actor=MAKER, batch_format="paya-csv")

    with pytest.raises(OwnDecision):
        services.check_batch(actor=MAKER, batch=batch.public_id)
    with pytest.raises(Forbidden):
        services.check_batch(actor=owner("nobody"), batch=batch.public_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(checked_by=MAKER.key)
