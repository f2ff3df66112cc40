"""What is particular to Mellat and to Parsian, against the sandbox and against answers written by hand."""

import dataclasses
import json
import re
from collections.abc import Callable

import pytest
from defusedxml import ElementTree

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.attempts import attempt_of
from commerce.money.payments.errors import GatewayUnreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Attempt, Paid, Refunds, Returning, Standing
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.mellat.codes import CODES as MELLAT_CODES
from commerce.money.payments.gateways.parsian.codes import CODES as PARSIAN_CODES
from commerce.money.payments.models import Payment
from commerce.money.payments.sandbox.banks import banks as desks
from commerce.money.payments.services import open_gateway, open_handoff
from tests.commerce.money.payments.conftest import PRICE, Bank, start
from tests.commerce.money.payments.test_every_bank import EXCHANGES, play, script, the_attempt  # noqa: F401
from tests.commerce.money.payments.visiting import Visit

pytestmark = pytest.mark.django_db
REFUND = Returning(number=300_000_000_001, amount=1_000_000)


@pytest.fixture
def name(request) -> str:
    return "mellat" if "mellat" in request.node.name else "parsian"


@pytest.fixture
def written(name) -> dict:
    return json.loads((EXCHANGES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def attempt(name, written) -> Attempt:
    return the_attempt(name, written)


@pytest.fixture
def visit(name, sara, shelf, bank: Bank) -> Callable[..., Visit]:
    titles = {"title_fa": name, "title_en": name}
    open_gateway(slug=name, adapter=name, credentials=desks[name].contract, is_test=True, **titles)

    def begin(reference: str = "t-1") -> Visit:
        payment = start(sara, reference=reference, gateway_slug=name)
        open_handoff(payment=payment)
        return Visit(name, bank.server, Payment.objects.get(pk=payment.pk))

    return begin


@pytest.fixture
def back(visit) -> Visit:
    """A shopper who paid and came back; nobody asked the bank yet."""
    at_bank = visit()
    at_bank.press("pay")
    at_bank.come_back()
    return at_bank


def names_in(envelope: str) -> list[str]:
    return [one.tag for one in ElementTree.fromstring(envelope).iter()][2:]


def saying(exchange: dict, **values: object) -> dict:
    """A written answer with other values in it."""
    answer = exchange["answer"]
    for tag, value in values.items():
        answer = re.sub(f"<{tag}>[^<]*</{tag}>", f"<{tag}>{value}</{tag}>", answer)
    return {**exchange, "answer": answer}


def test_mellat_is_told_its_fields_in_their_order_and_in_no_namespace(attempt, written, script):  # noqa: F811
    play(script, written["token"])

    banks.get("mellat").ask_token(attempt)

    assert script.heard[0]["path"] == "/some/prefix/pgwchannel/services/pgw"
    assert names_in(script.heard[0]["body"]) == [
        "{http://interfaces.core.sw.bps.com/}bpPayRequest",
        *("terminalId", "userName", "userPassword", "orderId", "amount", "localDate", "localTime"),
        *("additionalData", "callBackUrl", "payerId"),
    ]


def test_mellat_is_told_our_own_order_twice(attempt, written, script):  # noqa: F811
    play(script, written["paid"])

    banks.get("mellat").verify(dataclasses.replace(attempt, bank_order=42))

    assert script.heard[0]["body"].count(">42<") == 2


def test_mellat_takes_the_browser_by_a_form_with_a_mobile_number(attempt, settings):
    settings.BANK_BASE_URLS = {"mellat": "https://pay.example/"}

    handoff = banks.get("mellat").handoff(attempt)

    assert (handoff.method, handoff.url) == ("post", "https://pay.example/pgwchannel/startpay.mellat")
    assert handoff.fields == {"RefId": "AF82041a2Bf6989c7fF9", "MobileNo": "989121234567"}


def test_mellat_s_terminal_that_does_not_know_the_one_call_gets_two(back):
    back.trouble("verify", "fault")

    assert (back.ask().status, back.seen.state) == ("captured", "settled")


def test_mellat_settles_again_what_was_only_verified(back):
    back.trouble("verify", "fault")
    back.trouble("settle", "drop", times=1)
    assert (back.ask().status, back.seen.state) == ("unknown", "verified")
    back.well_again()

    assert (back.ask().status, back.seen.state) == ("captured", "settled")


def test_mellat_is_asked_what_became_of_a_lost_answer(back):
    back.trouble("verify", "lose")

    paid = back.ask()

    assert (paid.status, paid.last_code) == ("captured", "45")


def test_mellat_s_inquiry_decides_nothing_that_is_not_documented(back):
    back.trouble("verify", "drop")
    back.trouble("inquiry", "code", code="42")

    assert (back.ask().status, back.payment.refresh_from_db(), back.payment.last_code) == ("unknown", None, "42")


def test_mellat_gave_the_money_back(back):
    back.server.book.reverse(back.payment.authority)

    ended = back.ask()

    assert (ended.status, ended.last_code) == ("failed", "48")


def test_mellat_reverses_what_is_not_settled_as_often_as_asked(back):
    taken = dataclasses.replace(attempt_of(back.payment), receipt=back.seen.receipt)
    back.server.book.mark_verified(back.payment.authority)

    codes = [banks.get("mellat").reverse(taken).code for _again in range(2)]

    assert (codes, back.seen.state) == (["0", "48"], "reversed")
    assert banks.get("mellat").inquire(taken) is Standing.REVERSED


def test_mellat_reverses_nothing_settled(back):
    taken = attempt_of(back.ask())

    with pytest.raises(Refused) as refused:
        banks.get("mellat").reverse(taken)

    assert (refused.value.code, back.seen.state) == ("45", "settled")
    assert banks.get("mellat").inquire(taken) is Standing.VERIFIED


def test_mellat_knows_a_refund_s_number_and_nobody_knows_more(back):
    taken = attempt_of(back.ask())
    banks.get("mellat").refund(taken, REFUND)

    with pytest.raises(Unreachable, match="41"):
        banks.get("mellat").refund(taken, REFUND)

    assert back.server.book.refunded(back.seen) == 1_000_000


def test_mellat_s_callback_must_name_one_attempt_by_both_names(visit):
    first, second = visit(), visit("t-2")
    told = first.press("pay")

    assert first.come_back({**told, "RefId": second.payment.authority}) is None
    assert first.come_back({**told, "SaleOrderId": str(second.payment.bank_order)}) is None
    assert first.come_back({**told, "RefId": told["RefId"].swapcase()}) is None
    assert first.come_back(told) == first.payment


def test_mellat_s_receipt_is_kept_when_a_shopper_comes_back_without_it(back):
    back.come_back({**back.told, "ResCode": "17", "SaleReferenceId": "0"})

    assert back.ask().status == "captured"


def test_mellat_s_callback_cannot_make_us_keep_a_whole_card_number(back):
    told = {**back.told, "CardHolderPan": "6037991234561234"}

    assert "6037991234561234" not in banks.get("mellat").read_callback(told).fields.values()


def test_mellat_gets_another_number_where_it_has_seen_ours(sara, visit):
    visit()
    before = Visit("mellat", visit().server, start(sara, reference="t-3", gateway_slug="mellat"))
    number = before.payment.bank_order
    before.trouble("request", "code", code="41", times=1)

    with pytest.raises(GatewayUnreachable):
        open_handoff(payment=before.payment)

    assert before.now.bank_order != number
    assert before.pay().status == "captured"


def test_mellat_does_not_let_in_who_has_another_password(visit):
    taken = attempt_of(visit().payment)
    wrong = dataclasses.replace(taken, credentials={**taken.credentials, "user_password": "guessed"})

    with pytest.raises(Refused, match="24"):
        banks.get("mellat").ask_token(wrong)


def test_mellat_s_own_hosts_are_used_where_settings_name_none(attempt, settings):
    settings.BANK_BASE_URLS = {}
    test = dataclasses.replace(attempt, is_test=True)

    assert banks.get("mellat").handoff(attempt).origin == "https://bpm.shaparak.ir"
    assert banks.get("mellat").handoff(test).origin == "https://pgw.dev.bpmellat.ir"


def test_mellat_s_codes_all_have_words():
    table = {0, *range(11, 22), *range(23, 40), *range(41, 50), 51, 54, 55, 56, 57, 61, 62, 98, *range(111, 118), 211}
    table |= {*range(412, 420), 421, 995, 997}

    assert {int(code) for code in MELLAT_CODES if code.isdecimal()} == table
    assert {code for code, word in MELLAT_CODES.items() if word.says is Says.YES} == {"0", "43", "45"}
    assert all(str(banks.get("mellat").explain(code)) for code in MELLAT_CODES)


def test_parsian_is_told_everything_in_the_namespace_of_the_service(attempt, written, script):  # noqa: F811
    play(script, written["token"])
    banks.get("parsian").ask_token(attempt)
    play(script, written["paid"])
    banks.get("parsian").verify(attempt)

    sale, confirm = (
        "{https://pec.Shaparak.ir/NewIPGServices/" + end for end in ("Sale/SaleService}", "Confirm/ConfirmService}")
    )
    fields = ("LoginAccount", "Amount", "OrderId", "CallBackUrl", "AdditionalData", "Originator")
    compared = ("LoginAccount", "Token", "OrderId", "Amount")
    assert [told["path"] for told in script.heard] == [
        "/some/prefix/NewIPGServices/Sale/SaleService.asmx",
        "/some/prefix/NewIPGServices/Confirm/ConfirmService.asmx",
    ]
    assert names_in(script.heard[0]["body"]) == [sale + one for one in ("SalePaymentRequest", "requestData", *fields)]
    assert names_in(script.heard[1]["body"]) == [
        confirm + one for one in ("ConfirmPaymentWithAmount", "requestData", *compared)
    ]


@pytest.mark.parametrize("token", [0, -1, -4711, "", "x"])
def test_parsian_s_token_counts_only_above_zero(attempt, written, script, token):  # noqa: F811
    play(script, saying(written["token"], Token=token))

    with pytest.raises(Unreachable):
        banks.get("parsian").ask_token(attempt)


def test_parsian_is_asked_without_the_amount_where_it_knows_no_other_way(back):
    back.trouble("verify", "fault")

    assert back.ask().status == "captured"


def test_parsian_s_second_yes_may_come_without_a_reference_number(attempt, written, script):  # noqa: F811
    play(script, saying(written["paid_before"], RRN=0))

    assert banks.get("parsian").verify(attempt) == Paid(
        receipt=attempt.authority, card_mask="502229******5995", code="-1533"
    )


@pytest.mark.parametrize(
    ("status", "then"), [(-1507, Unreachable), (-1549, Refused), (-1552, Refused), (-1, Unreachable)]
)
def test_parsian_says_what_became_of_a_reversal(attempt, written, script, status, then):  # noqa: F811
    reversal = {
        **written["paid"],
        "answer": written["paid"]["answer"].replace("ConfirmPaymentWithAmount", "ReversalRequest"),
    }
    play(script, saying(reversal, Status=status))

    with pytest.raises(then):
        banks.get("parsian").reverse(attempt)


def test_parsian_reverses_once_and_says_so_twice(back):
    taken = attempt_of(back.ask())

    codes = [banks.get("parsian").reverse(taken).code for _again in range(2)]

    assert (codes, back.seen.state) == (["0", "-1551"], "reversed")
    assert not isinstance(banks.get("parsian"), Refunds)


def test_parsian_s_callback_is_read_in_any_case_and_must_name_one_attempt(visit):
    first, second = visit(), visit("t-2")
    told = first.press("pay")

    assert told["Amount"] == f"{PRICE:,}"
    assert first.come_back({**told, "OrderId": str(second.payment.bank_order)}) is None
    assert first.come_back({**told, "Token": f"-{told['Token']}"}) is None
    assert first.come_back({name.lower(): value for name, value in told.items()}) == first.payment


def test_parsian_s_codes_all_have_words():
    table = {-1552, -1551, -1550, -1549, -1507, -102, -108, -1540, -1533, -1532, -1505, -1531, -1530, -107}
    table |= {-1548, -1536, -1528, -1527, -138, -132, -131, -130, -112, -111, -103, -104, -105, -106}
    table |= {-128, -127, -126, *range(-121, -112), -101, -100, -1000, -1, -32768, 0, 1, 2, 3, 5, 6, 8, 9, 10}
    table |= {*range(12, 16), 17, 20, 21, 22, 30, 31, 32, 33, 54, 38, 75, 39, 40, 41, 43, 45, 51, 55, *range(56, 60)}
    table |= {61, 62, 63, 65, 68, 69, *range(78, 82), 83, 84, *range(90, 98), 99, 200}

    assert set(PARSIAN_CODES) == table
    assert {code for code, word in PARSIAN_CODES.items() if word.says is Says.YES} == {0, -1533, 2}
    assert all(str(banks.get("parsian").explain(str(code))) for code in PARSIAN_CODES)
