"""A gateway shares what it takes over accounts of ours."""

import pytest

from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.attempts import attempt_of
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Wage
from commerce.money.payments.models import Gateway
from commerce.money.payments.services import open_handoff
from commerce.money.payments.services.wages import clean_wages
from tests.commerce.money.payments.conftest import start

PARSIAN, OURS = "IR820540102680020817909002", "IR062960000000100324200001"


def wage(percent: object, iban: str = PARSIAN) -> dict[str, object]:
    return {"iban": iban, "percent": percent, "description": " carrier "}


def test_rows_are_kept_in_one_shape():
    typed = [{"iban": "۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲", "percent": 2.50, "description": " carrier "}]

    assert clean_wages(rows=typed, bank=banks.get("zarinpal")) == [
        {"iban": PARSIAN, "percent": "2.5", "description": "carrier"}
    ]
    assert clean_wages(rows=[wage("10")], bank=banks.get("zarinpal"))[0]["percent"] == "10"
    assert clean_wages(rows=[], bank=banks.get("nextpay")) == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([wage(5, "IR820540102680020817909003")], "invalid_iban"),
        ([wage(0)], "percent"),
        ([wage(-5)], "percent"),
        ([wage("much")], "percent"),
        ([wage("NaN")], "percent"),
        ([wage("Infinity")], "percent"),
        ([wage("0.0001")], "percent"),
        ([wage(99.5)], "percent"),
        ([wage(60), wage(39.5, OURS)], "too_much"),
        ([wage(5), wage(6)], "twice"),
        ([wage(1)] * 6, "too_many"),
        ([{}], "invalid_iban"),
    ],
)
def test_what_the_bank_would_refuse_is_not_kept(rows, code):
    with pytest.raises(InvalidInput) as refused:
        clean_wages(rows=rows, bank=banks.get("zarinpal"))

    assert refused.value.extra["errors"]["wages"][0]["code"] == code


def test_a_bank_that_shares_nothing_is_given_nothing_to_share():
    with pytest.raises(InvalidInput):
        clean_wages(rows=[wage(5)], bank=banks.get("nextpay"))


def test_parts_are_whole_rials_and_never_more_than_the_amount(sara, gateway, shelf, bank):
    rows = clean_wages(rows=[wage("33.333"), wage("65.667", OURS)], bank=banks.get("zarinpal"))
    Gateway.objects.filter(pk=gateway.pk).update(wages=rows)
    payment = start(sara, amount=1_000_001)

    told = attempt_of(payment).wages

    assert told == (Wage(PARSIAN, 333_330, "carrier"), Wage(OURS, 656_670, "carrier"))
    assert open_handoff(payment=payment).url
