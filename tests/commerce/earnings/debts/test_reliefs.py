"""Staff lessen a debt by hand, a large one only by two."""

import pytest
from django.core.management import call_command

from commerce.earnings.debts.errors import MoreThanOwed, NothingOwed, SecondPersonNeeded, TransferPaidBefore
from commerce.earnings.debts.models import DebtBill, DebtRelief
from commerce.earnings.debts.services import approve_relief, ask_relief, refuse_relief
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.shop.markets.errors import UnknownMarket
from commerce.shop.markets.models import Market
from tests.commerce.earnings.debts.owing import bills, books_of, days_pass, fall_below, look, owe

pytestmark = pytest.mark.django_db


def ask(market, actor, amount, kind="waiver", **told):
    told = {"reason": "closed its shop", "tracking": "99-1" if kind == "by_hand" else "", **told}
    return ask_relief(actor=actor, market_ref=market.public_id, kind=kind, amount=amount, **told)


def test_a_small_debt_is_waived_by_one(market, reza_acts):
    owe(market, 1_100_000)
    row = ask(market, reza_acts, 1_100_000)
    assert row.status == "done"
    assert books_of(market) == (0, 0)
    assert balance_of(AccountRef("bad_debt")) == 1_100_000
    call_command("ledger_check")


def test_a_large_one_waits_for_another(market, reza_acts, mahsa_acts):
    owe(market, 22_000_000)
    look(market)
    days_pass(market, 40)
    look(market)
    row = ask(market, reza_acts, 22_000_000)
    assert (row.status, books_of(market)[0]) == ("asked", 22_000_000)
    with pytest.raises(SecondPersonNeeded):
        approve_relief(actor=reza_acts, relief=row.public_id)
    approve_relief(actor=mahsa_acts, relief=row.public_id)
    assert bills(market) == [("threshold", 22_000_000, 0, "waived")]
    assert Market.objects.get().forbidden == []
    with pytest.raises(IllegalTransition):
        approve_relief(actor=mahsa_acts, relief=row.public_id)
    call_command("ledger_check")


def test_many_small_ones_of_a_day_are_a_large_one(market, reza_acts):
    owe(market, 22_000_000)
    assert ask(market, reza_acts, 6_000_000).status == "done"
    assert ask(market, reza_acts, 6_000_000).status == "asked"


def test_another_may_refuse(market, reza_acts, mahsa_acts):
    owe(market, 22_000_000)
    row = ask(market, reza_acts, 22_000_000)
    refuse_relief(actor=mahsa_acts, relief=row.public_id, reason="they can pay")
    row.refresh_from_db()
    assert (row.status, row.refused_because, books_of(market)[0]) == ("refused", "they can pay", 22_000_000)


def test_money_that_came_to_our_account(market, reza_acts):
    fall_below(market, 1_000_000)
    owe(market, 1_100_000)
    look(market)
    ask(market, reza_acts, 2_100_000, kind="by_hand")
    assert books_of(market) == (0, 0)
    assert balance_of(AccountRef("bank")) == 2_100_000
    call_command("ledger_check")


def test_a_transfer_pays_once(market, reza_acts):
    owe(market, 2_200_000)
    ask(market, reza_acts, 1_100_000, kind="by_hand")
    with pytest.raises(TransferPaidBefore):
        ask(market, reza_acts, 1_100_000, kind="by_hand")
    assert books_of(market)[0] == 1_100_000


def test_not_more_than_is_owed_even_later(market, reza_acts, mahsa_acts):
    with pytest.raises(NothingOwed):
        ask(market, reza_acts, 1)
    owe(market, 22_000_000)
    with pytest.raises(MoreThanOwed):
        ask(market, reza_acts, 22_000_001)
    waits = ask(market, reza_acts, 22_000_000)
    ask(market, mahsa_acts, 5_000_000)
    with pytest.raises(MoreThanOwed):
        approve_relief(actor=mahsa_acts, relief=waits.public_id)


def test_what_cannot_be_is_refused(market, reza_acts):
    owe(market, 1_100_000)
    nobody = Actor(kind="user", ref="omid")
    with pytest.raises(Forbidden):
        ask(market, nobody, 1)
    for strange in ({"amount": 0}, {"amount": -1}, {"amount": 1, "kind": "gift"}, {"amount": 1, "reason": " "}):
        with pytest.raises(InvalidInput):
            ask(market, reza_acts, **strange)
    with pytest.raises(InvalidInput):
        ask(market, reza_acts, 1, kind="by_hand", tracking="")
    with pytest.raises(UnknownMarket):
        ask_relief(actor=reza_acts, market_ref="nobody", kind="waiver", amount=1, reason="x")
    assert not DebtRelief.objects.exists()


def test_it_is_in_the_trail(market, reza_acts):
    owe(market, 1_100_000)
    ask(market, reza_acts, 1_000)
    assert AuditEntry.objects.get(action="debt_relief.asked").data["amount"] == 1_000
    assert not DebtBill.objects.exists()
