"""Stock is held, taken, let go and put back, and never below what is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.shop.partner import services
from commerce.shop.partner.errors import HoldLost, OutOfStock, StockBelowHeld
from commerce.shop.partner.models import StockHold, StockRecord
from tests.factories import make_market, make_product, offer_of, tenant_of

pytestmark = pytest.mark.django_db


def soon():
    return timezone.now() + timedelta(minutes=30)


def an_offer(stock: int | None = 5) -> StockRecord:
    return offer_of(make_product(make_market(), stock=stock))


def numbers(offer: StockRecord) -> tuple[int | None, int]:
    offer.refresh_from_db()
    return offer.num_in_stock, offer.num_allocated


def test_what_is_held_cannot_be_held_again():
    offer = an_offer(stock=5)
    services.hold_stock(holds=[(offer.pk, "first", 4)], until=soon())

    with pytest.raises(OutOfStock) as refused:
        services.hold_stock(holds=[(offer.pk, "second", 2)], until=soon())

    assert refused.value.extra == {"offers": [offer.public_id]}
    assert numbers(offer) == (5, 4)
    assert not StockHold.objects.filter(reference="second").exists()


def test_two_lines_of_one_offer_are_counted_together():
    offer = an_offer(stock=5)
    with pytest.raises(OutOfStock):
        services.hold_stock(holds=[(offer.pk, "a", 3), (offer.pk, "b", 3)], until=soon())
    assert numbers(offer) == (5, 0)


def test_all_lines_are_held_or_none():
    plenty, little = an_offer(stock=5), an_offer(stock=1)
    with pytest.raises(OutOfStock):
        services.hold_stock(holds=[(plenty.pk, "a", 1), (little.pk, "b", 2)], until=soon())
    assert numbers(plenty) == (5, 0)


def test_paid_stock_leaves_the_shelf_once():
    offer = an_offer(stock=5)
    services.hold_stock(holds=[(offer.pk, "line", 2)], until=soon())
    services.take_stock(references=["line"])
    services.take_stock(references=["line"])
    services.release_stock(references=["line"])
    assert numbers(offer) == (3, 0)


def test_released_stock_may_be_sold_to_others_once():
    offer = an_offer(stock=5)
    services.hold_stock(holds=[(offer.pk, "line", 5)], until=soon())
    services.release_stock(references=["line"])
    services.release_stock(references=["line"])
    services.hold_stock(holds=[(offer.pk, "another", 5)], until=soon())
    assert numbers(offer) == (5, 5)


def test_an_expired_hold_is_let_go_and_cannot_be_taken():
    offer = an_offer(stock=2)
    services.hold_stock(holds=[(offer.pk, "late", 2)], until=timezone.now())
    assert services.release_expired_holds() == 1
    assert services.release_expired_holds() == 0
    assert numbers(offer) == (2, 0)
    with pytest.raises(HoldLost) as lost:
        services.take_stock(references=["late"])
    assert lost.value.extra == {"references": ["late"]}


def test_a_hold_is_kept_while_the_bank_is_asked():
    offer = an_offer(stock=2)
    services.hold_stock(holds=[(offer.pk, "asked", 2)], until=timezone.now())
    services.extend_holds(references=["asked"], until=soon())
    assert services.release_expired_holds() == 0
    assert numbers(offer) == (2, 2)


def test_late_money_holds_again_what_is_still_there():
    offer = an_offer(stock=2)
    services.hold_stock(holds=[(offer.pk, "late", 2)], until=soon())
    services.release_stock(references=["late"])
    services.rehold_stock(references=["late"], until=soon())
    services.take_stock(references=["late"])
    assert numbers(offer) == (0, 0)


def test_late_money_for_what_is_gone_changes_nothing():
    offer = an_offer(stock=2)
    services.hold_stock(holds=[(offer.pk, "late", 2)], until=soon())
    services.release_stock(references=["late"])
    services.hold_stock(holds=[(offer.pk, "quicker", 1)], until=soon())
    with pytest.raises(OutOfStock):
        services.rehold_stock(references=["late"], until=soon())
    assert StockHold.objects.get(reference="late").status == "released"
    assert numbers(offer) == (2, 1)


def test_cancelled_units_come_back_but_never_more_than_were_taken():
    offer = an_offer(stock=3)
    services.hold_stock(holds=[(offer.pk, "line", 3)], until=soon())
    services.take_stock(references=["line"])
    services.put_back_stock(reference="line", quantity=2)
    with pytest.raises(HoldLost):
        services.put_back_stock(reference="line", quantity=2)
    assert numbers(offer) == (2, 0)


def test_uncounted_stock_is_held_in_any_quantity():
    offer = an_offer(stock=None)
    services.hold_stock(holds=[(offer.pk, "a", 1000)], until=soon())
    assert numbers(offer) == (None, 1000)
    services.take_stock(references=["a"])
    services.put_back_stock(reference="a", quantity=1)
    assert numbers(offer) == (None, 0)


def test_stock_cannot_be_set_below_what_is_held():
    offer = an_offer(stock=5)
    tenant = tenant_of(offer.partner.market)
    services.hold_stock(holds=[(offer.pk, "line", 4)], until=soon())
    with pytest.raises(StockBelowHeld) as refused:
        services.set_stock(actor=SYSTEM, tenant=tenant, offer=offer.public_id, quantity=3)
    assert refused.value.extra == {"held": 4}
    services.set_stock(actor=SYSTEM, tenant=tenant, offer=offer.public_id, quantity=4)
    assert numbers(offer) == (4, 4)
