"""Terms are dated rows for everybody, a plan or one market; a delivery begins the hold they name."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from commerce.earnings.payouts import services
from commerce.earnings.payouts.calendar import is_working_day, next_working_day
from commerce.earnings.payouts.errors import AlwaysClosed, TermsBackdated
from commerce.earnings.payouts.models import ClosedWeekday, Holiday, PayoutTerms
from commerce.earnings.payouts.selectors import expected_payout_on, terms_of
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.money.settlement.models import Sale
from commerce.shop.commissions.services import set_rate
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services.fulfilling import (
    Shipment,
    accept_vendor_order,
    confirm_received,
    mark_delivered,
    ship_vendor_order,
)
from commerce.shop.plans.models import MarketPlan, Plan
from tests.commerce.earnings.payouts.paying import KEEPER, PAYER, terms
from tests.factories import make_market, make_product, sara, tenant_of
from tests.factories.goods import deliver_facts, offer_of
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db

FIELDS = {"hold_days": 3, "market_word_hold_days": 6, "minimum": 0, "schedule": "daily"}


def test_everybody_has_terms_from_the_beginning(market):
    assert PayoutTerms.objects.filter(market_ref="", plan="", starts_on=date(2020, 1, 1)).exists()


def test_a_market_goes_before_its_plan_and_that_before_all(market):
    gold = Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    MarketPlan.objects.create(market=market, plan=gold)
    other = make_market()

    services.set_terms(actor=PAYER, starts_on=clock.today(), plan="gold", fields=FIELDS | {"hold_days": 2})
    assert (terms_of(market.public_id).hold_days, terms_of(market.public_id).source) == (2, "plan")
    services.set_terms(
        actor=PAYER, starts_on=clock.today(), market_ref=market.public_id, fields=FIELDS | {"hold_days": 1}
    )

    assert (terms_of(market.public_id).hold_days, terms_of(market.public_id).source) == (1, "market")
    assert (terms_of(other.public_id).hold_days, terms_of(other.public_id).source) == (7, "default")
    assert AuditEntry.objects.filter(action="payout_terms.set").count() >= 2


def test_terms_hold_from_their_day_on(market):
    tomorrow = clock.today() + timedelta(days=1)

    services.set_terms(actor=PAYER, starts_on=tomorrow, fields=FIELDS)

    assert terms_of(market.public_id).hold_days == 7
    assert terms_of(market.public_id, day=tomorrow).hold_days == 3


def test_an_exception_ends(market):
    terms(market, hold_days=1)

    services.lift_terms(actor=PAYER, starts_on=clock.today(), market_ref=market.public_id)

    assert terms_of(market.public_id).source == "default"
    with pytest.raises(NotFound):
        services.lift_terms(actor=PAYER, starts_on=clock.today(), market_ref=market.public_id)
    with pytest.raises(NotFound):
        services.lift_terms(actor=PAYER, starts_on=clock.today())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"schedule": "weekly"}, "weekday"),
        ({"schedule": "monthly"}, "month_days"),
        ({"schedule": "monthly", "month_days": [32]}, "month_days"),
        ({"schedule": "yearly"}, "schedule"),
        ({"market_word_hold_days": 2}, "market_word_hold_days"),
        ({"minimum": 1, "colour": "red"}, "colour"),
        ({"early_percent": Decimal("1000")}, "early_percent"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(change, field):
    with pytest.raises(InvalidInput) as refused:
        services.set_terms(actor=PAYER, starts_on=clock.today(), fields=FIELDS | change)
    assert field in refused.value.extra["errors"]


def test_nobody_changes_the_past_nor_without_the_right(market):
    with pytest.raises(TermsBackdated):
        services.set_terms(actor=PAYER, starts_on=clock.today() - timedelta(days=1), fields=FIELDS)
    with pytest.raises(Forbidden):
        services.set_terms(actor=Actor("user", "x"), starts_on=clock.today(), fields=FIELDS)
    with pytest.raises(NotFound):
        services.set_terms(actor=PAYER, starts_on=clock.today(), fields=FIELDS, market_ref="nobody")


def test_when_a_sale_of_today_is_paid_and_why(market):
    terms(market, schedule="monthly", month_days=[1, 15])
    delivered = clock.jalali_to_gregorian(1405, 9, 1)

    with translation.override("en"):
        expected = expected_payout_on(market_ref=market.public_id, delivered_on=delivered)
        late = expected_payout_on(market_ref=market.public_id, delivered_on=delivered, confirmed_by="market")

    assert expected.release_on == clock.jalali_to_gregorian(1405, 9, 8)
    assert clock.jalali_date(expected.payout_on, language="en") == "1405/09/15"
    assert expected.why == (
        "Held for 7 days after delivery, until Sunday 8 Azar 1405. Paid on days 1 and 15 of each month."
    )
    assert clock.jalali_date(late.payout_on, language="en") == "1405/10/01"


def test_a_moved_payday_and_none_at_all_are_explained(market):
    terms(market, schedule="monthly", month_days=[20])
    delivered = clock.jalali_to_gregorian(1405, 9, 1)

    with translation.override("en"):
        moved = expected_payout_on(market_ref=market.public_id, delivered_on=delivered)
        terms(market, schedule="manual")
        by_hand = expected_payout_on(market_ref=market.public_id, delivered_on=delivered)

    assert clock.jalali_date(moved.payout_on, language="en") == "1405/09/21"
    assert moved.why.endswith("is a day off, so it is the next working day.")
    assert by_hand.payout_on is None
    assert by_hand.why.endswith("paid when staff say so.")


def test_thursdays_can_be_closed_and_opened(market):
    thursday = clock.jalali_to_gregorian(1405, 9, 5)
    assert is_working_day(thursday)

    services.close_weekdays(actor=KEEPER, weekdays=[5, 6])
    assert next_working_day(thursday) == clock.jalali_to_gregorian(1405, 9, 7)
    services.close_weekdays(actor=KEEPER, weekdays=[6])

    assert is_working_day(thursday)
    with pytest.raises(AlwaysClosed):
        services.close_weekdays(actor=KEEPER, weekdays=range(7))
    assert list(ClosedWeekday.objects.values_list("weekday", flat=True)) == [6]


def test_a_holiday_is_kept_moved_and_removed(market):
    day, next_day = clock.jalali_to_gregorian(1405, 9, 10), clock.jalali_to_gregorian(1405, 9, 11)

    services.save_holiday(actor=KEEPER, day=day, title_fa="آلودگی هوا")
    services.save_holiday(actor=KEEPER, day=next_day, title_fa="آلودگی هوا", instead_of=day)
    assert (is_working_day(day), is_working_day(next_day)) == (True, False)
    services.remove_holiday(actor=KEEPER, day=next_day)

    assert is_working_day(next_day)
    with pytest.raises(NotFound):
        services.remove_holiday(actor=KEEPER, day=next_day)
    with pytest.raises(InvalidInput):
        services.save_holiday(actor=KEEPER, day=day, title_fa=" ")
    with pytest.raises(Forbidden):
        services.save_holiday(actor=PAYER, day=day, title_fa="تعطیل")
    taken = Holiday.objects.first()
    with pytest.raises(InvalidInput):
        services.save_holiday(actor=KEEPER, day=taken.day, title_fa="تعطیل", instead_of=day)


def sent_part(market) -> VendorOrder:
    set_rate(actor=SYSTEM, percent=Decimal(10))
    bought = buy(sara(), (offer_of(make_product(market)), 1))
    part = VendorOrder.objects.get(order__number=bought["order"]["number"])
    accept_vendor_order(actor=SYSTEM, tenant=tenant_of(market), vendor_order=part.public_id)
    ship_vendor_order(
        actor=SYSTEM, tenant=tenant_of(market), vendor_order=part.public_id, shipment=Shipment(carrier="پست")
    )
    return part


def held_for(part: VendorOrder) -> int:
    sale = Sale.objects.get(sale_ref=part.public_id)
    return (sale.release_at - sale.delivered_at).days


def test_what_the_buyer_confirms_is_held_for_the_days_of_the_terms(market, django_capture_on_commit_callbacks):
    part = sent_part(market)

    with django_capture_on_commit_callbacks(execute=True):
        confirm_received(actor=Actor("user", sara().public_id), vendor_order=part.public_id)
    first = Sale.objects.get(sale_ref=part.public_id).release_at
    terms(hold_days=1)
    deliver_facts()

    assert held_for(part) == 7
    assert Sale.objects.get(sale_ref=part.public_id).release_at == first


def test_on_the_markets_own_word_money_is_held_longer(market, django_capture_on_commit_callbacks):
    part = sent_part(market)

    with django_capture_on_commit_callbacks(execute=True):
        mark_delivered(actor=SYSTEM, tenant=tenant_of(market), vendor_order=part.public_id)

    assert held_for(part) == 14
