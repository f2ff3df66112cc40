"""What banks do besides taking money, held against the same written exchanges: whatever stands under `afterwards`."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Attempt, Returning, Sent, Standing, Wage
from commerce.money.payments.gateways.nextpay import codes as nextpay
from commerce.money.payments.gateways.zarinpal import codes as zarinpal
from commerce.money.payments.gateways.zibal import codes as zibal
from tests.commerce.money.payments.test_every_bank import EXCHANGES, play, script, the_attempt  # noqa: F401

TABLES = {"zarinpal": zarinpal, "zibal": zibal, "nextpay": nextpay}
RETURNING = Returning(number=700700700700, amount=500_000)
FILES = {name: json.loads((EXCHANGES / f"{name}.json").read_text(encoding="utf-8")) for name in banks}
CASES = [
    pytest.param(name, exchange, id=f"{name}-{number}-{exchange['call']}")
    for name, exchanges in FILES.items()
    for number, exchange in enumerate(exchanges.get("afterwards", []))
]


def captured(name: str) -> Attempt:
    return replace(the_attempt(name, FILES[name]), receipt="receipt-1")


def ask(name: str, call: str) -> Any:
    bank: Any = banks.get(name)
    if call in {"refund", "find_refund"}:
        return getattr(bank, call)(captured(name), RETURNING)
    if call == "unverified":
        return [one.authority for one in bank.unverified(captured(name))]
    return getattr(bank, call)(captured(name))


@pytest.mark.parametrize(("name", "exchange"), CASES)
def test_hears_what_the_bank_says(name, exchange, script):  # noqa: F811
    play(script, exchange)

    if "refused" in exchange:
        with pytest.raises(Refused) as refused:
            ask(name, exchange["call"])
        assert refused.value.code == exchange["refused"]
        assert str(banks.get(name).explain(refused.value.code))
    elif "unreachable" in exchange:
        with pytest.raises(Unreachable):
            ask(name, exchange["call"])
    else:
        assert ask(name, exchange["call"]) == expected(exchange)


def expected(exchange: dict[str, Any]) -> Sent | Standing | list[str] | None:
    if "authorities" in exchange:
        return exchange["authorities"]
    if "standing" in exchange:
        return Standing(exchange["standing"])
    return Sent(*exchange["sent"]) if exchange.get("sent") else None


@pytest.mark.parametrize("name", ["zarinpal"])
def test_zarinpal_refunds_by_receipt_in_rials_under_its_token(name, script):  # noqa: F811
    play(script, {"status": 200, "answer": {"data": {"resource": {"id": 1}}}})

    ask(name, "refund")

    [heard] = script.heard
    assert heard["path"] == "/some/prefix/api/v4/graphql/"
    assert heard["body"]["variables"] == {
        "session_id": "receipt-1",
        "amount": 500_000,
        "description": "700700700700",
        "method": "PAYA",
        "reason": "CUSTOMER_REQUEST",
    }


@pytest.mark.parametrize("name", ["zarinpal"])
def test_zarinpal_is_not_asked_for_refunds_that_it_cannot_make(name, script):  # noqa: F811
    bank: Any = banks.get(name)
    without_token = replace(captured(name), credentials={"merchant_id": "m"})

    for attempt, returning in ((without_token, RETURNING), (captured(name), replace(RETURNING, amount=19_999))):
        with pytest.raises(Refused) as refused:
            bank.refund(attempt, returning)
        assert str(bank.explain(refused.value.code))
    assert script.heard == []


@pytest.mark.parametrize("name", ["zarinpal"])
def test_zarinpal_shares_a_payment_and_keeps_what_is_too_little_to_share(name, script):  # noqa: F811
    play(script, FILES[name]["token"])
    wages = (Wage("IR820540102680020817909002", 500_000, "carrier"), Wage("IR062960000000100324200001", 9_999, "us"))

    banks.get(name).ask_token(replace(captured(name), wages=wages))

    assert script.heard[0]["body"]["wages"] == [
        {"iban": "IR820540102680020817909002", "amount": 500_000, "description": "carrier"}
    ]


@pytest.mark.parametrize("name", ["zibal"])
def test_zibal_is_told_rials_and_our_order(name, script):  # noqa: F811
    play(script, FILES[name]["token"])

    banks.get(name).ask_token(captured(name))

    assert script.heard == [
        {
            "path": "/some/prefix/v1/request",
            "body": {
                "merchant": "5f8b1c2e9d3a4b0017e6c5d4",
                "amount": 2_500_000,
                "callbackUrl": "https://shop.example/api/v1/payments/callback/x/",
                "orderId": "123456789012",
                "description": "سفارش",
                "mobile": "09121234567",
            },
        }
    ]


@pytest.mark.parametrize("name", ["zibal"])
def test_zibals_test_merchant_takes_no_real_shopper(name, script):  # noqa: F811
    play(script, {"status": 200, "answer": {**FILES[name]["paid"]["answer"], "refNumber": None}})
    fake = replace(captured(name), credentials={"merchant": "zibal"})
    bank = banks.get(name)

    for call in (bank.ask_token, bank.verify):
        with pytest.raises(Refused) as refused:
            call(fake)
        assert str(bank.explain(refused.value.code))

    assert bank.verify(replace(fake, is_test=True)).receipt == "test-3714061542"


@pytest.mark.parametrize("name", ["zibal"])
def test_zibal_is_not_asked_for_refunds_without_its_platform(name, script):  # noqa: F811
    bank: Any = banks.get(name)

    for missing in ("access_token", "account_id"):
        attempt = captured(name)
        held = {key: value for key, value in attempt.credentials.items() if key != missing}
        with pytest.raises(Refused) as refused:
            bank.refund(replace(attempt, credentials=held), RETURNING)
        assert str(bank.explain(refused.value.code))
    assert script.heard == []


@pytest.mark.parametrize("name", ["nextpay"])
def test_nextpay_is_told_rials_by_name_twice(name, script):  # noqa: F811
    bank: Any = banks.get(name)
    play(script, FILES[name]["token"])
    bank.ask_token(captured(name))
    play(script, FILES[name]["paid"])
    bank.verify(captured(name))
    play(script, {"status": 200, "answer": {"code": -90}})
    bank.reverse(captured(name))

    named = {
        "api_key": "1344b5d4-0048-11e8-94db-005056a205be",
        "trans_id": "f7c07568-c6d1-4bee-87b1-4a9e5ed2e4c1",
        "amount": 2_500_000,
        "currency": "IRR",
    }
    assert script.heard == [
        {
            "path": "/some/prefix/nx/gateway/token",
            "body": {
                "api_key": named["api_key"],
                "order_id": "123456789012",
                "amount": 2_500_000,
                "currency": "IRR",
                "callback_uri": "https://shop.example/api/v1/payments/callback/x/",
                "payer_desc": "سفارش",
                "customer_phone": "09121234567",
            },
        },
        {"path": "/some/prefix/nx/gateway/verify", "body": named},
        {"path": "/some/prefix/nx/gateway/verify", "body": {**named, "refund_request": "yes_money_back"}},
    ]


@pytest.mark.parametrize("name", ["nextpay"])
def test_nextpay_may_say_no_more_than_that_it_said_yes_before(name, script):  # noqa: F811
    for code in (-25, -49):
        play(script, {"status": 200, "answer": {"code": code}})

        assert banks.get(name).verify(captured(name)).receipt == captured(name).authority
    play(script, {"status": 200, "answer": {"code": -49, "order_id": "999999999999"}})
    assert banks.get(name).verify(captured(name)).code == "anothers"


@pytest.mark.parametrize("name", list(TABLES))
def test_no_secret_is_written_down(name, script, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    written = []
    for exchange in FILES[name]["afterwards"]:
        play(script, exchange)
        try:
            written.append(repr(ask(name, exchange["call"])))
        except (Refused, Unreachable) as error:
            written.append(f"{error!r} {error}")

    told = "\n".join([caplog.text, *written, repr(captured(name))])
    assert [secret for secret in captured(name).credentials.values() if secret in told] == []


@pytest.mark.parametrize("name", list(TABLES))
def test_every_code_has_words(name):
    bank, codes = banks.get(name), TABLES[name]

    assert all(str(bank.explain(str(number))) for number in codes.CODES)
    assert all(str(bank.explain(f"refund-{number}")) for number in getattr(codes, "PLATFORM", {}))
    assert all(str(bank.explain(word)) for word in codes.OWN_WORDS)
    assert bank.explain("ReadTimeout") == ""
