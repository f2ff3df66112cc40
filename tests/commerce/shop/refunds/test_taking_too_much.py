"""How people tried to take what is not theirs by way of refunds."""

import pytest
from django.db import transaction

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import DomainError
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment
from commerce.money.remittances.models import BankAccount
from commerce.money.settlement.services import release_sale, start_hold, take_earnings
from commerce.shop.markets.models import Market
from commerce.shop.order.services import Shipment, accept_vendor_order, mark_delivered, ship_vendor_order
from commerce.shop.refunds import services
from commerce.shop.refunds.models import RefundPolicy
from tests.commerce.money.outgoing import IBANS
from tests.commerce.shop.refunds.stories import (
    LEILA,
    NIMA,
    STAFF_RIGHTS,
    approve,
    ask_as_staff,
    balance,
    books_are_right,
    buyer_of,
    deliver,
    given,
    lines_of,
    part_of,
    seat,
    vendor,
    wish,
)
from tests.factories.promotions import make_voucher
from tests.factories.sales import buy, capture, check_out, fill_cart, make_gateway

pytestmark = pytest.mark.django_db


@transaction.atomic
def pay_out(part):
    """The hold is over, and the market has its money at its bank."""
    start_hold(sale_ref=part.public_id, delivered_at=part.delivered_at, days=0)
    release_sale(sale_ref=part.public_id)
    market, amount = part.market.public_id, balance("vendor_free", part)
    take_earnings(market_ref=market, amount=amount)
    free = AccountRef("vendor_free", "market", market)
    postings = [PostingDraft(free, amount), PostingDraft(AccountRef("bank"), -amount)]
    post_entry(key=f"out:{market}", reason="t", cause_kind="t", cause_ref="t", postings=postings)


def ask_as_market(part, **told):
    named = {"actor": vendor(), "tenant": seat(part.market), "side": "vendor"}
    return services.ask_refund(**named, vendor_order=part.public_id, wish=wish(**told))


def ask_as_buyer(part, **told):
    return services.ask_refund(
        actor=buyer_of(part.order), side="shopper", vendor_order=part.public_id, wish=wish(**told)
    )


def free_order(shopper, *wanted, percent=100):
    make_gateway()
    fill_cart(shopper, *wanted)
    make_voucher("GIFT", percent=percent)
    assert shopper.post("/api/v1/cart/vouchers/", {"code": "GIFT"}).status_code == 201
    answer = check_out(shopper)
    assert answer.status_code == 201, answer.content
    if answer.json()["payment"]:
        capture(answer.json())
    return answer.json()


def test_a_market_that_was_paid_out_gives_back_none_of_our_money(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 2))))
    pay_out(part)

    request = ask_as_market(part, to="wallet")

    assert (request.status, balance("vendor_free", part), balance("refunds_payable")) == ("asked", 0, 0)
    assert approve(request, LEILA).status == "done"


def test_a_market_that_was_paid_out_does_not_agree_to_it_either(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 2))))
    pay_out(part)
    request = ask_as_buyer(part)

    with pytest.raises(DomainError) as refused:
        services.approve_refund(actor=vendor(), tenant=seat(part.market), request=request.public_id)

    assert (refused.value.code, balance("vendor_free", part)) == ("market_cannot_cover", 0)


def test_many_small_ones_are_not_decided_at_once_where_a_large_one_is_not(sara, tea):
    RefundPolicy.objects.filter(side="vendor").update(auto_most=300_000)
    part = deliver(part_of(buy(sara, (tea, 2))))
    line = lines_of(part)["چای بهاره"]

    first = ask_as_market(part, kind="amount", amounts={line: 200_000})
    second = ask_as_market(part, kind="amount", amounts={line: 200_000})

    assert (first.status, second.status) == ("done", "asked")
    assert balance("refunds_payable") == 200_000


def test_a_large_one_cut_in_pieces_needs_a_second_person_all_the_same(sara, tea, settings):
    settings.REFUND_SECOND_PERSON_ABOVE = 300_000
    part = deliver(part_of(buy(sara, (tea, 2))))
    line = lines_of(part)["چای بهاره"]

    first = given(part, kind="amount", amounts={line: 200_000})
    second = given(part, kind="amount", amounts={line: 200_000})

    assert (first.status, second.status) == ("done", "approved")
    assert approve(second, NIMA).status == "done"


def test_goods_that_the_platform_paid_for_are_not_given_back_unasked(shopper, tea):
    Market.objects.update(shipping_price=0)
    part = deliver(part_of(free_order(shopper, (tea, 2))))
    assert part.total == 0
    held = balance("vendor_held", part)

    request = ask_as_buyer(part)

    assert (request.status, balance("vendor_held", part)) == ("asked", held)
    assert approve_as_market(request, part).status == "done"
    assert (balance("vendor_held", part), balance("platform_promotions")) == (0, 0)
    assert books_are_right()


def test_goods_that_the_platform_paid_for_come_back_though_nothing_is_owed_for_them(shopper, tea):
    part = deliver(part_of(free_order(shopper, (tea, 2))))
    promoted = balance("platform_promotions")

    given(part, kind="lines", quantities={lines_of(part)["چای بهاره"]: 1}, goods="sound")

    assert abs(balance("platform_promotions")) * 2 == abs(promoted) > 0
    assert balance("refunds_payable") == 0
    assert books_are_right()


def approve_as_market(request, part):
    return services.approve_refund(actor=vendor(), tenant=seat(part.market), request=request.public_id)


def on_its_way(part):
    named = {"actor": vendor(), "tenant": seat(part.market), "vendor_order": part.public_id}
    accept_vendor_order(**named)
    ship_vendor_order(**named, shipment=Shipment(carrier="پیک"))
    return named


def cash_part(shopper, *wanted):
    Market.objects.update(takes_cash=True)
    fill_cart(shopper, *wanted)
    return part_of(check_out(shopper, payment={"method": "cod"}).json())


def test_what_came_back_on_the_way_keeps_no_market_from_the_rest_of_its_money(sara, tea):
    part = part_of(buy(sara, (tea, 2)))
    named = on_its_way(part)

    given(part, kind="lines", quantities={lines_of(part)["چای بهاره"]: 1}, goods="sound")
    part.refresh_from_db()
    assert part.status == "shipped"
    mark_delivered(**named)

    part.refresh_from_db()
    assert (part.status, part.delivered_at is not None) == ("delivered", True)
    assert books_are_right()


def test_a_market_takes_no_cash_past_us_by_calling_some_of_it_back(shopper, tea):
    part = cash_part(shopper, (tea, 2))
    named = on_its_way(part)

    ask_as_market(part, kind="lines", quantities={lines_of(part)["چای بهاره"]: 1}, goods="sound")
    mark_delivered(**named)

    payment = Payment.objects.get(purpose="vendor_order")
    assert (payment.status, payment.amount) == ("captured", part.total - 250_000)
    assert balance("vendor_debt", part) > 0
    assert books_are_right()


def test_cash_for_what_came_back_whole_is_called_off(shopper, tea):
    Market.objects.update(shipping_price=0)
    part = cash_part(shopper, (tea, 2))
    on_its_way(part)

    ask_as_market(part, goods="sound")

    part.refresh_from_db()
    assert (part.status, Payment.objects.get(purpose="vendor_order").status) == ("returned", "cancelled")
    assert books_are_right()


def test_staff_who_sell_decide_nothing_about_their_own_market(sara, tea, omid):
    part = deliver(part_of(buy(sara, (tea, 2))))
    request = ask_as_staff(part)
    himself = Actor("user", omid.public_id, rights=STAFF_RIGHTS)

    for act in (
        lambda: approve(request, himself),
        lambda: ask_as_staff(part, himself, kind="amount", amounts={lines_of(part)["چای بهاره"]: 1}),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code == "refund_needs_another"


@pytest.mark.usefixtures("wallets")
def test_what_a_wallet_paid_is_not_drawn_at_a_bank(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 2))))
    Payment.objects.update(method="wallet", gateway=None)
    named = {"owner_kind": "user", "owner_ref": sara.public_id, "iban": IBANS[0], "holder": "سارا"}
    BankAccount.objects.create(**named, status="verified", is_default=True, usable_from=part.delivered_at)

    request = given(part, to="bank")

    assert request.status == "done"
    assert [refund.way for refund in Payment.objects.get().refunds.all()] == ["wallet"]
