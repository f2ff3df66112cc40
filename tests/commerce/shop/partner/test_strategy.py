"""What Oscar is told of price and stock."""

import pytest
from oscar.core.loading import get_class

from commerce.shop.partner.models import StockRecord
from tests.factories import make_market, make_offer, make_product, offer_of

pytestmark = pytest.mark.django_db


def strategy():
    return get_class("partner.strategy", "Selector")().strategy()


def test_a_line_is_priced_by_the_offer_it_is_pinned_to():
    product = make_product(make_market(), price=2_000)
    make_offer(make_market(), product, price=1_000)
    info = strategy().fetch_for_product(product, offer_of(product))
    assert info.stockrecord == offer_of(product)
    assert (info.price.incl_tax, info.price.tax) == (2_000, 0)


def test_what_is_held_for_others_cannot_be_bought():
    offer = offer_of(make_product(make_market(), stock=5))
    StockRecord.objects.filter(pk=offer.pk).update(num_allocated=3)
    offer.refresh_from_db()
    availability = strategy().fetch_for_product(offer.product, offer).availability
    assert availability.is_purchase_permitted(2)[0]
    assert not availability.is_purchase_permitted(3)[0]


def test_uncounted_stock_has_no_limit_and_an_offer_off_sale_none_at_all():
    offer = offer_of(make_product(make_market(), stock=None))
    assert strategy().fetch_for_product(offer.product, offer).availability.is_purchase_permitted(10_000)[0]
    offer.is_active = False
    assert not strategy().fetch_for_product(offer.product, offer).availability.is_available_to_buy


def test_a_parent_costs_what_its_cheapest_variant_costs():
    product = make_product(make_market(), variants=[{"title": "الف", "price": 900}, {"title": "ب", "price": 700}])
    info = strategy().fetch_for_parent(product)
    assert info.price.incl_tax == 700
    assert info.availability.is_available_to_buy
