"""Rows follow what happens to products, offers and markets, and can be made again from nothing."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.shop.catalogue.services import hide_variant, set_public, update_product
from commerce.shop.listing.models import ListingRow
from commerce.shop.listing.selectors import categories_for_grid, markets_for_rail, products_for_rail
from commerce.shop.markets.services import publish_market, suspend_market, update_profile
from commerce.shop.partner.services import hold_stock, release_stock, set_price, set_stock, update_offer
from tests.factories import deliver_facts, make_category, make_market, make_offer, make_product, offer_of, tenant_of

pytestmark = pytest.mark.django_db


def row_of(product) -> ListingRow | None:
    deliver_facts()
    return ListingRow.objects.filter(pk=product.pk).first()


def test_a_new_price_shows():
    market = make_market()
    product = make_product(market, price=1_000)
    set_price(actor=SYSTEM, tenant=tenant_of(market), offer=offer_of(product).public_id, price=750, list_price=1_000)
    row = row_of(product)
    assert (row.price, row.list_price, row.discount_percent) == (750, 1_000, 25)


def test_the_last_unit_held_and_given_back_shows():
    product = make_product(make_market(), stock=2)
    offer = offer_of(product)
    until = timezone.now() + timedelta(minutes=5)
    hold_stock(holds=[(offer.pk, "a", 2)], until=until)
    assert row_of(product).in_stock is False
    release_stock(references=["a"])
    assert row_of(product).in_stock is True


def test_stock_set_to_none_left_shows():
    market = make_market()
    product = make_product(market, stock=2)
    set_stock(actor=SYSTEM, tenant=tenant_of(market), offer=offer_of(product).public_id, quantity=0)
    assert row_of(product).in_stock is False


def test_another_title_is_found_by_its_words():
    market = make_market()
    product = make_product(market, title="قدیمی")
    update_product(
        actor=SYSTEM, tenant=tenant_of(market), public_id=product.public_id, changes={"title": "تازه", "brand": "نو"}
    )
    row = row_of(product)
    assert (row.title, row.brand) == ("تازه", "نو")
    assert "تازه" in row.search_key


def test_a_hidden_product_goes_and_comes_back():
    market = make_market()
    product = make_product(market)
    assert row_of(product)
    for shown in (False, True):
        set_public(actor=SYSTEM, tenant=tenant_of(market), public_id=product.public_id, is_public=shown)
        assert (row_of(product) is not None) is shown


def test_a_hidden_variant_is_not_the_price_of_its_product():
    market = make_market()
    product = make_product(market, variants=[{"title": "الف", "price": 500}, {"title": "ب", "price": 900}])
    cheap = product.children.order_by("pk").first()
    hide_variant(actor=SYSTEM, tenant=tenant_of(market), public_id=product.public_id, variant_id=cheap.public_id)
    assert row_of(product).price == 900


def test_an_offer_off_sale_leaves_the_others():
    first, second = make_market(), make_market()
    product = make_product(first, price=500)
    make_offer(second, product, price=900)
    update_offer(actor=SYSTEM, tenant=tenant_of(first), offer=offer_of(product).public_id, changes={"is_active": False})
    row = row_of(product)
    assert (row.price, row.markets) == (900, [second.handle])


def test_a_suspended_market_sells_nothing_until_it_is_back():
    market = make_market()
    product = make_product(market)
    suspend_market(actor=SYSTEM, market=market, reason="x")
    assert row_of(product) is None
    publish_market(actor=SYSTEM, market=market)
    assert row_of(product)


def test_a_market_under_another_name_shows_it():
    market = make_market(name="پیشین")
    product = make_product(market)
    update_profile(actor=SYSTEM, tenant=tenant_of(market), changes={"name": "تازه", "city": "tabriz"})
    row = row_of(product)
    assert (row.market_name, row.cities) == ("تازه", ["tabriz"])


def test_the_listing_can_be_made_again_from_nothing(capsys):
    for _ in range(3):
        make_product(make_market(), variants=["الف", "ب"])
    deliver_facts()
    before = list(ListingRow.objects.order_by("pk").values())
    ListingRow.objects.all().delete()
    call_command("rebuild_listing")
    assert capsys.readouterr().out == "3 products\n"
    assert list(ListingRow.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("source", ["newest", "best_selling", "discounted", "category", "market", "manual"])
def test_a_rail_is_one_statement(source, django_assert_num_queries):
    market = make_market(handle="omid")
    chosen = [make_product(market, list_price=2_000_000) for _ in range(3)]
    make_product(make_market(), category="elsewhere")
    deliver_facts()
    with django_assert_num_queries(1):
        rail = products_for_rail(
            source=source,
            limit=3,
            category="things" if source == "category" else "",
            market="omid" if source == "market" else "",
            products=[product.public_id for product in chosen],
        )
    if source not in {"newest", "best_selling"}:
        assert {card["id"] for card in rail} == {product.public_id for product in chosen}
    if source == "manual":
        assert [card["id"] for card in rail] == [product.public_id for product in chosen]
    assert len(rail) == 3


def test_rails_of_markets_and_categories(django_assert_num_queries):
    make_category("shoes", "کفش", parent=make_category("clothes", "پوشاک").slug)
    first, second = make_market(city="tehran"), make_market()
    with django_assert_num_queries(1):
        assert [card["handle"] for card in markets_for_rail(limit=5)] == [second.handle, first.handle]
    assert [card["handle"] for card in markets_for_rail(limit=5, handles=[first.handle, "gone"])] == [first.handle]
    with django_assert_num_queries(1):
        assert [card["slug"] for card in categories_for_grid(limit=5)] == ["clothes"]
