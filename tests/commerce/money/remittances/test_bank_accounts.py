"""Where money may go: proven, verified, and never at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from commerce.foundation.accounts.models import Session
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput, NotFound, StepUpRequired
from commerce.money.remittances import services
from commerce.money.remittances.errors import BankAccountInUse, OwnDecision, TooManyBankAccounts
from commerce.money.remittances.holders import holder_checks
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.services import bank_accounts
from tests.commerce.money.outgoing import CHECKER, IBANS, ask, bank_account, fund, owner, stepped_up
from tests.factories import bearer, make_market, make_member, omid, sara

pytestmark = pytest.mark.django_db
MINE = "/api/v1/me/bank-accounts/"
TYPED = "ir۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲"


def signed_in(user, *, audience="shopper", fresh=True):
    client = bearer(user, audience=audience)
    if fresh:
        Session.objects.filter(user=user).update(stepped_up_at=timezone.now())
    return client


def test_a_shopper_adds_an_iban_as_typed_and_sees_it_in_full_once():
    client = signed_in(sara())

    added = client.post(MINE, {"iban": TYPED})

    assert added.status_code == 201
    told = added.json()
    assert (told["iban"], told["holder"], told["bank"]) == (IBANS[1], "سارا محمدی", "بانک پارسیان")
    assert (told["status"], told["is_default"]) == ("unverified", True)
    [listed] = client.get(MINE).json()["results"]
    assert listed == told | {"iban": "IR82…9002"}


def test_no_iban_lies_open_in_the_database():
    account = bank_account()

    with connection.cursor() as cursor:
        cursor.execute("SELECT bank_account::text FROM remittances_bankaccount bank_account")
        [[kept]] = cursor.fetchall()

    assert account.iban == IBANS[0]
    assert IBANS[0][4:] not in kept


@pytest.mark.parametrize("method", ["post", "delete", "default"])
def test_without_a_fresh_code_nothing_about_bank_accounts_changes(method):
    account = bank_account(sara().public_id)
    client = signed_in(sara(), fresh=False)

    answer = {
        "post": lambda: client.post(MINE, {"iban": IBANS[1]}),
        "delete": lambda: client.delete(f"{MINE}{account.public_id}/"),
        "default": lambda: client.post(f"{MINE}{account.public_id}/default/"),
    }[method]()

    assert (answer.status_code, answer.json()["code"]) == (403, "step_up_required")
    assert list(BankAccount.objects.kept().values_list("iban_mask", flat=True)) == [account.iban_mask]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"iban": "IR820540102680020817909003"}, "iban", "invalid_iban"),
        ({"iban": "DE89370400440532013000"}, "iban", "invalid_iban"),
        ({"iban": ""}, "iban", "blank"),
        ({}, "iban", "required"),
    ],
)
def test_what_is_no_iban_of_here_is_refused(body, field, code):
    refused = signed_in(sara()).post(MINE, body)

    assert refused.status_code == 400
    assert refused.json()["errors"][field][0]["code"] == code


def test_a_person_without_a_name_says_in_whose_name_the_account_is():
    with pytest.raises(InvalidInput):
        services.add_bank_account(
            actor=owner("x"), owner_kind="user", owner_ref="x", iban=IBANS[0], holder=" ", credentials=stepped_up()
        )


def test_an_owner_has_an_iban_once_and_may_add_it_again_after_removing_it():
    client = signed_in(sara())
    account = client.post(MINE, {"iban": IBANS[1]}).json()

    again = client.post(MINE, {"iban": TYPED})
    assert (again.status_code, again.json()["errors"]["iban"][0]["code"]) == (400, "bank_account_exists")
    assert signed_in(omid()).post(MINE, {"iban": TYPED}).status_code == 201

    assert client.delete(f"{MINE}{account['id']}/").status_code == 204
    assert client.get(MINE).json()["results"] == []
    assert client.post(MINE, {"iban": TYPED}).status_code == 201


def test_the_default_passes_on_and_never_stands_twice():
    client = signed_in(sara())
    first, second, third = (client.post(MINE, {"iban": iban}).json() for iban in IBANS)
    assert [first["is_default"], second["is_default"], third["is_default"]] == [True, False, False]

    assert client.post(f"{MINE}{second['id']}/default/").json()["is_default"] is True
    client.delete(f"{MINE}{second['id']}/")

    assert {row["id"]: row["is_default"] for row in client.get(MINE).json()["results"]} == {
        third["id"]: True,
        first["id"]: False,
    }


def test_nobody_touches_the_accounts_of_another():
    account = bank_account(sara().public_id)
    stranger = signed_in(omid())

    assert stranger.delete(f"{MINE}{account.public_id}/").status_code == 404
    assert stranger.post(f"{MINE}{account.public_id}/default/").status_code == 404
    assert stranger.get(MINE).json()["results"] == []


def test_an_owner_keeps_only_so_many(monkeypatch):
    monkeypatch.setattr(bank_accounts, "MOST_BANK_ACCOUNTS", 1)
    bank_account()

    with pytest.raises(TooManyBankAccounts):
        bank_account(iban=IBANS[1])


def test_a_market_has_accounts_of_its_own_that_only_its_owner_changes():
    market = make_market(omid(), "chai")
    clerk = make_member(market)
    door = "/api/v1/vendor/chai/bank-accounts/"
    client = signed_in(omid(), audience="vendor")

    nameless = client.post(door, {"iban": IBANS[0]})
    added = client.post(door, {"iban": IBANS[0], "holder": "چای الف"})

    assert nameless.json()["errors"]["holder"][0]["code"] == "required"
    assert added.status_code == 201
    account = BankAccount.objects.get()
    assert (account.owner_kind, account.owner_ref) == ("market", market.public_id)
    assert client.get(door).json()["results"][0]["iban"] == account.iban_mask
    assert signed_in(clerk, audience="vendor").get(door).status_code == 403
    assert signed_in(omid()).get(MINE).json()["results"] == []
    assert client.post(f"{door}{account.public_id}/default/").status_code == 200
    assert client.delete(f"{door}{account.public_id}/").status_code == 204


def test_staff_confirm_the_holder_but_never_of_their_own_account():
    account = bank_account(CHECKER.ref, verified=False)
    other = bank_account("mina", iban=IBANS[1], verified=False)

    with pytest.raises(OwnDecision):
        services.verify_bank_account(actor=CHECKER, public_id=account.public_id, holder="x")
    with pytest.raises(Forbidden):
        services.verify_bank_account(actor=owner("nobody"), public_id=other.public_id, holder="x")
    verified = services.verify_bank_account(actor=CHECKER, public_id=other.public_id, holder="مینا كريمي")

    assert (verified.status, verified.holder, verified.decided_by) == ("verified", "مینا کریمی", CHECKER.key)


def test_staff_may_take_a_verification_back_but_not_a_refusal():
    account = bank_account()

    refused = services.refuse_bank_account(actor=CHECKER, public_id=account.public_id, reason="نام دیگری است")

    assert (refused.status, refused.refusal_reason) == ("refused", "نام دیگری است")
    with pytest.raises(IllegalTransition):
        services.verify_bank_account(actor=CHECKER, public_id=account.public_id, holder="x")


def test_a_service_that_knows_holders_has_the_last_word(monkeypatch):
    def says_no(iban, holder):
        raise InvalidInput({"holder": [("other_holder", f"{iban} is not {holder}'s")]})

    monkeypatch.setitem(holder_checks._entries, "test", says_no)

    with pytest.raises(InvalidInput):
        bank_account()
    assert BankAccount.objects.get().status == "unverified"


def test_an_account_that_money_is_on_its_way_to_stays():
    fund("mina", 2_000_000)
    account = bank_account()
    ask(account, key="1")

    with pytest.raises(BankAccountInUse):
        services.remove_bank_account(
            actor=owner("mina"),
            owner_kind="user",
            owner_ref="mina",
            public_id=account.public_id,
            credentials=stepped_up(),
        )


def test_who_leaves_takes_the_accounts_along_but_not_what_they_were_paid_to():
    unused, used = bank_account(iban=IBANS[1]), bank_account()
    fund("mina", 2_000_000)
    remittance = ask(used, key="1")
    with pytest.raises(BankAccountInUse):
        services.forget_bank_accounts(owner_kind="user", owner_ref="mina")

    services.cancel_remittance(actor=owner("mina"), owner_kind="user", owner_ref="mina", public_id=remittance.public_id)
    services.forget_bank_accounts(owner_kind="user", owner_ref="mina")

    assert not BankAccount.objects.filter(pk=unused.pk).exists()
    used.refresh_from_db()
    assert used.removed_at is not None


def test_a_stale_step_up_opens_nothing():
    account, stale = bank_account(), stepped_up()
    object.__setattr__(stale, "stepped_up_at", timezone.now() - timedelta(hours=1))

    with pytest.raises(StepUpRequired):
        services.make_default(
            actor=owner("mina"), owner_kind="user", owner_ref="mina", public_id=account.public_id, credentials=stale
        )


def test_a_removed_account_is_not_there_for_staff_either():
    account = bank_account(verified=False)
    services.remove_bank_account(
        actor=owner("mina"), owner_kind="user", owner_ref="mina", public_id=account.public_id, credentials=stepped_up()
    )

    with pytest.raises(NotFound):
        services.verify_bank_account(actor=CHECKER, public_id=account.public_id, holder="x")
