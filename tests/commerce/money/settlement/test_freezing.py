"""Who gets what is asked once, at placement, and stays."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement import shares
from commerce.money.settlement.errors import SaleDiffers, SharesBeyondPrice
from commerce.money.settlement.models import LineShare
from commerce.money.settlement.selectors import shares_of_line, shares_of_sale
from commerce.money.settlement.services import freeze_shares
from commerce.money.settlement.shares import Share, share_holder
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.sales import delivery, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier(monkeypatch):
    """A share-holder of a test's own: our carrier takes the delivery."""
    monkeypatch.setattr(shares, "_holders", holders := type(shares._holders)("share holder"))
    for name, holder in [*shares._holders.items()]:
        holders.add(name, holder)

    @share_holder("carrier")
    def carry(lines, at):
        account = AccountRef("carrier_payable", "carrier", "post")
        return [Share(line.ref, "carrier", account, line.amount, {"rule": "ours"}) for line in lines if line.shipping]


def parts(line_ref: str) -> dict[str, int]:
    return {share.holder: share.amount for share in shares_of_line(line_ref)}


def test_the_vendor_has_what_others_leave():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    goods, post = item(999_995), delivery(50_000)

    freeze_shares(sale_ref="s", lines=[goods, post])

    assert parts(goods.ref) == {"commission": 100_000, "vendor": 899_995}
    assert parts(post.ref) == {"vendor": 50_000}


def test_every_share_says_which_rule_decided():
    rate = set_rate(actor=SYSTEM, percent=Decimal("7.5"))
    freeze_shares(sale_ref="s", lines=[item(1_000)])

    rules = {share.holder: share.rule for share in shares_of_sale("s")}

    assert rules["vendor"] == {"rule": "remainder"}
    assert rules["commission"] == {
        "rule": "flat_percentage",
        "percent": "7.50",
        "since": rate.starts_at.isoformat(),
        "of": 1_000,
        "passed": [],
    }


def test_an_app_above_adds_a_holder_and_nothing_here_changes(carrier):
    goods, post = item(1_000), delivery(50_000)

    freeze_shares(sale_ref="s", lines=[goods, post])

    assert parts(post.ref) == {"carrier": 50_000, "vendor": 0}
    assert parts(goods.ref) == {"vendor": 1_000}


def test_a_later_rate_changes_no_sale():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    line = item(1_000)
    freeze_shares(sale_ref="s", lines=[line])

    set_rate(actor=SYSTEM, percent=Decimal(50))

    assert [sold.line_ref for sold in freeze_shares(sale_ref="s", lines=[line])] == [line.ref]
    assert parts(line.ref) == {"commission": 100, "vendor": 900}


def test_a_sale_frozen_before_is_not_frozen_otherwise():
    line = item(1_000)
    freeze_shares(sale_ref="s", lines=[line])

    with pytest.raises(SaleDiffers):
        freeze_shares(sale_ref="s", lines=[line, item(5)])


@pytest.mark.parametrize("asked", [1_001, -1])
def test_holders_cannot_take_more_than_the_price_or_less_than_nothing(carrier, asked):
    @share_holder("greedy")
    def greedy(lines, at):
        return [Share(line.ref, "greedy", AccountRef("platform_income"), asked, {}) for line in lines]

    with pytest.raises(SharesBeyondPrice):
        freeze_shares(sale_ref="s", lines=[item(1_000)])


def test_a_line_for_nothing_has_shares_of_nothing():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    line = item(0)

    freeze_shares(sale_ref="s", lines=[line])

    assert parts(line.ref) == {"commission": 0, "vendor": 0}


def test_the_database_refuses_shares_that_do_not_add_up():
    freeze_shares(sale_ref="s", lines=[item(1_000)])
    share = LineShare.objects.get(holder="vendor")

    with pytest.raises(IntegrityError, match="Shares of line"), transaction.atomic():
        LineShare.objects.create(
            line=share.line, holder="late", account_kind="commission", owner_kind="p", owner_ref="p", amount=1, rule={}
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settlement_lineshare SET amount = amount",
        "UPDATE settlement_lineshare SET rule = '{}'",
        "UPDATE settlement_lineshare SET owner_ref = 'other'",
        "UPDATE settlement_soldline SET amount = 1",
        "DELETE FROM settlement_lineshare",
        "DELETE FROM settlement_soldline",
    ],
)
def test_the_database_refuses_to_change_what_was_frozen(statement):
    freeze_shares(sale_ref="s", lines=[item(1_000)])

    with pytest.raises(IntegrityError, match="a sale is frozen"), connection.cursor() as cursor:
        cursor.execute(statement)
