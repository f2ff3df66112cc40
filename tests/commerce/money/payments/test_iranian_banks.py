"""What is particular to Saman and to Sadad."""

import json
import re
from pathlib import Path

import pytest

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Attempt, Reverses, Sent, Unpaid, Wage
from commerce.money.payments.gateways.sadad.codes import CODES as SADAD_CODES
from commerce.money.payments.gateways.sadad.signing import sign
from commerce.money.payments.gateways.sep.codes import RESULTS, STATES
from tests.commerce.money.payments.test_every_bank import EXCHANGES, play, script, the_attempt  # noqa: F401

KEY = "YXNvdWQtc2FuZGJveC1zYWRhZC1rZXkh"


@pytest.fixture
def name(request) -> str:
    return "sadad" if "sadad" in request.node.name else "sep"


@pytest.fixture
def exchanges(name) -> dict:
    return json.loads((Path(EXCHANGES) / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def attempt(name, exchanges) -> Attempt:
    return the_attempt(name, exchanges)


def changed(attempt: Attempt, **told) -> Attempt:
    fields = {field: getattr(attempt, field) for field in attempt.__slots__}
    return Attempt(**{**fields, **told})


def test_sep_is_sent_only_the_fields_it_names(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["token"])

    banks.get("sep").ask_token(attempt)

    assert script.heard == [
        {
            "path": "/some/prefix/onlinepg/onlinepg",
            "body": {
                "action": "token",
                "TerminalId": "13572468",
                "Amount": 2_500_000,
                "ResNum": "123456789012",
                "RedirectUrl": "https://shop.example/api/v1/payments/callback/x/",
                "CellNumber": "09121234567",
            },
        }
    ]


def test_sep_shares_a_payment_over_accounts(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["token"])

    banks.get("sep").ask_token(changed(attempt, wages=[Wage("IR820540102680020817909002", 500_000, "")]))

    assert script.heard[0]["body"]["SettlementIBANInfo"] == [
        {"IBAN": "IR820540102680020817909002", "Amount": 500_000, "PurchaseID": "123456789012"}
    ]


def test_sep_opens_the_page_that_the_contract_names_and_follows_no_other(attempt, settings):
    settings.BANK_BASE_URLS = {}
    old = banks.get("sep").handoff(attempt)
    new = banks.get("sep").handoff(changed(attempt, credentials={**attempt.credentials, "neo_pg": "yes"}))

    assert (old.url, old.method, old.fields) == (
        "https://sep.shaparak.ir/OnlinePG/OnlinePG",
        "post",
        {"Token": attempt.authority},
    )
    assert new.url == "https://neo-pg.sep.ir/transaction/init"


def test_sep_is_asked_by_the_number_that_the_callback_brought(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["paid"])

    banks.get("sep").verify(attempt)

    assert script.heard == [
        {
            "path": "/some/prefix/verifyTxnRandomSessionkey/ipg/VerifyTransaction",
            "body": {"RefNum": "GmshtyjwKSsuKLBGAAPMbvnX9IFB13", "TerminalNumber": 13572468},
        }
    ]


def test_sep_cannot_be_asked_about_who_never_came_back(attempt, script):  # noqa: F811
    sep = banks.get("sep")

    assert sep.verify(changed(attempt, returned_with={})) == Unpaid(code="no_refnum")
    assert sep.verify(changed(attempt, returned_with={"Status": "1"})) == Unpaid(code="state-1")
    assert script.heard == []
    assert str(sep.explain("no_refnum"))
    assert str(sep.explain("state-1"))


def test_sep_may_call_back_by_our_number_alone(exchanges):
    told = {name: value for name, value in exchanges["callback"].items() if name != "Token"}

    returned = banks.get("sep").read_callback(told)

    assert (returned.authority, returned.bank_order, returned.said_ok) == ("", 123456789012, True)
    assert banks.get("sep").read_callback({**told, "Token": "no token!"}) is None
    assert banks.get("sep").read_callback({**told, "ResNum": "abc"}) is None


def test_sep_reverses_as_often_as_it_is_asked(attempt, exchanges, script):  # noqa: F811
    sep = banks.get("sep")
    assert isinstance(sep, Reverses)
    captured = changed(attempt, receipt="GmshtyjwKSsuKLBGAAPMbvnX9IFB13")

    for code in (0, 2, 5):
        play(script, {"status": 200, "answer": {"ResultCode": code, "Success": code != 5}})
        assert sep.reverse(captured) == Sent(reference=captured.receipt, code=str(code))

    assert script.heard[0]["path"].endswith("/ipg/ReverseTransaction")
    for code, problem in ((-6, Refused), (-2, Refused), (-106, Refused), (777, Unreachable)):
        play(script, {"status": 200, "answer": {"ResultCode": code, "Success": False}})
        with pytest.raises(problem):
            sep.reverse(captured)
    play(script, {"status": 200, "answer": {"ResultCode": 0, "Success": False}})
    with pytest.raises(Unreachable):
        sep.reverse(captured)


def test_every_code_of_sep_has_words():
    sep = banks.get("sep")

    assert all(str(sep.explain(f"state-{number}")) for number in STATES)
    assert all(str(sep.explain(number)) for number in RESULTS)
    assert sep.explain("ReadTimeout") == ""


def test_sadad_is_told_signed_numbers_and_tehran_time(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["token"])

    banks.get("sadad").ask_token(attempt)

    [heard] = script.heard
    assert heard["path"] == "/some/prefix/VPG/api/v0/Request/PaymentRequest"
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d{1,2}:\d\d:\d\d [AP]M", heard["body"].pop("LocalDateTime"))
    assert heard["body"] == {
        "MerchantId": "000000140332725",
        "TerminalId": "13572468",
        "Amount": 2_500_000,
        "OrderId": 123456789012,
        "ReturnUrl": "https://shop.example/api/v1/payments/callback/x/",
        # openssl enc -des-ede3-ecb over "13572468;123456789012;2500000"
        "SignData": "IJjFCBsvHUdqD9strsy8AlCtQ1BxR/tdDW5RtONeViE=",
        "UserId": "09121234567",
    }


def test_sadad_shares_a_payment_over_accounts(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["token"])

    banks.get("sadad").ask_token(changed(attempt, wages=[Wage("IR820540102680020817909002", 500_000, "")]))

    assert script.heard[0]["body"]["MultiplexingData"] == {
        "Type": "Amount",
        "MultiplexingRows": [{"IbanNumber": "IR820540102680020817909002", "Value": 500_000}],
    }


def test_sadad_speaks_the_old_paths_where_the_contract_does(attempt, exchanges, script):  # noqa: F811
    play(script, exchanges["token"])
    old = changed(attempt, credentials={**attempt.credentials, "old_paths": "yes"})

    banks.get("sadad").ask_token(old)

    assert script.heard[0]["path"] == "/some/prefix/api/v0/Request/PaymentRequest"
    assert banks.get("sadad").handoff(old).url.endswith(f"/some/prefix/Purchase?Token={attempt.authority}")


def test_sadad_takes_short_keys_and_refuses_what_is_no_key(attempt, script):  # noqa: F811
    # Sixteen bytes are two keys, of which the first is used again.
    assert sign("a", key="YXNvdWQtc2FuZGJveC1zYQ==") == sign("a", key="YXNvdWQtc2FuZGJveC1zYWFzb3VkLXNh")
    for key in ("not base64!", "c2hvcnQ=", ""):
        with pytest.raises(Refused) as refused:
            banks.get("sadad").ask_token(changed(attempt, credentials={**attempt.credentials, "terminal_key": key}))
        assert str(banks.get("sadad").explain(refused.value.code))
    assert script.heard == []


def test_every_code_of_sadad_has_words():
    assert all(str(banks.get("sadad").explain(str(number))) for number in SADAD_CODES)
    assert banks.get("sadad").explain("ReadTimeout") == ""
