"""Whatever is in a cart, whoever taxes it and whoever gives: the parts are the whole, to the rial."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.foundation.core.money import percent_of
from commerce.money.tax.models import PriceBasis, TaxClass, TaxRate
from commerce.shop.basket.models import Line
from commerce.shop.basket.selectors.pricing import PricedCart, price_cart
from commerce.shop.offer.models import Benefit
from commerce.shop.order.creator import draft_line, draft_vendor_order
from commerce.shop.order.models import Order
from commerce.shop.voucher.selectors.coupons import Coupon
from tests.factories import make_market, make_product, offer_of

percents = st.decimals(0, 99, places=2)
lines = st.tuples(
    st.integers(0, 2), st.integers(1, 10**9), st.integers(1, 999), st.sampled_from([str(one) for one in TaxClass])
)
coupons = st.tuples(
    st.sampled_from([None, 0, 1, 2]),
    st.one_of(
        st.tuples(st.just(Benefit.PERCENTAGE), st.decimals("0.01", 100, places=2)),
        st.tuples(st.just(Benefit.FIXED), st.integers(1, 10**10).map(Decimal)),
    ),
    st.one_of(st.none(), st.integers(1, 10**9)),
    st.sampled_from([0, 0, 500_000, 10**12]),
)


class TestAnyPrice(TestCase):
    @classmethod
    def setUpTestData(cls):
        shipping = [(90_001, None), (0, None), (33_333, 2_000_000)]
        markets = [make_market(shipping_price=price, free_shipping_from=free) for price, free in shipping]
        cls.offers = [offer_of(make_product(market, stock=None)) for market in markets]

    @given(
        st.lists(lines, min_size=1, max_size=8),
        st.lists(coupons, max_size=4),
        st.sets(st.integers(0, 2)),
        st.tuples(percents, percents),
        st.booleans(),
    )
    def test_the_parts_are_the_whole(self, wanted, given_by, taxed, rates, holds_tax):
        self.rule(rates, holds_tax)
        priced = price_cart(
            [self.line(number, *one, taxed) for number, one in enumerate(wanted)],
            coupons=[self.coupon(number, *one) for number, one in enumerate(given_by)],
        )
        totals_are_the_sums_of_their_lines(priced, holds_tax)
        discounts_stay_within_what_they_are_of(priced)
        what_is_frozen_adds_up(priced)

    def rule(self, rates, holds_tax):
        PriceBasis.objects.all().delete()
        TaxRate.objects.filter(set_by="test").delete()
        day = timezone.now().date()
        PriceBasis.objects.create(prices_include_tax=holds_tax, starts_on=day, set_by="test")
        for tax_class, percent in zip([TaxClass.STANDARD, TaxClass.SPECIAL], rates, strict=True):
            TaxRate.objects.update_or_create(
                tax_class=tax_class, starts_on=day, defaults={"percent": percent, "set_by": "test"}
            )

    def line(self, number, market, price, quantity, tax_class, taxed):
        offer = self.offers[market]
        offer = type(offer)(pk=offer.pk, product=offer.product, partner=offer.partner, price=price)
        product = type(offer.product)(pk=offer.product.pk, kind="good", tax_class=tax_class, is_public=True)
        line = Line(pk=number, public_id=f"line-{number}", stockrecord=offer, product=product, quantity=quantity)
        line.seller_takes_vat = market in taxed
        return line

    def coupon(self, number, market, benefit, cap, minimum):
        return Coupon(
            voucher_id=number,
            promotion_id=number,
            code=f"CODE{number}",
            name="",
            kind=benefit[0],
            value=benefit[1],
            market=None if market is None else self.offers[market].partner.market,
            cap=cap,
            minimum=minimum,
            starts_at=timezone.now() - timedelta(days=1),
            ends_at=timezone.now() + timedelta(days=1),
        )


def totals_are_the_sums_of_their_lines(priced: PricedCart, holds_tax: bool) -> None:
    assert priced.discount == sum(voucher.amount for voucher in priced.vouchers)
    assert priced.discount == sum(line.market_discount + line.platform_discount for line in priced.lines)
    assert priced.items == sum(line.unit_price * line.row.quantity for line in priced.lines)
    on_top = 0 if holds_tax else priced.tax
    assert priced.payable == priced.items - priced.discount + priced.shipping + on_top
    deliveries = sum(part.delivery.price + part.delivery_tax.on_top for part in priced.parts)
    assert priced.payable == sum(line.total for line in priced.lines) + deliveries
    assert min(priced.totals.values()).amount >= 0


def discounts_stay_within_what_they_are_of(priced: PricedCart) -> None:
    for line in priced.lines:
        assert 0 <= line.market_discount <= line.before_discount
        assert 0 <= line.platform_discount <= line.sold_for
    for place, line in enumerate(priced.lines):
        for voucher in priced.vouchers:
            market = voucher.coupon.market
            assert market is None or market == line.row.market or voucher.parts[place] == 0
    for voucher in priced.vouchers:
        assert voucher.coupon.cap is None or voucher.amount <= voucher.coupon.cap


def what_is_frozen_adds_up(priced: PricedCart) -> None:
    for part in priced.parts:
        order = draft_vendor_order(Order(), part)
        rows = [draft_line(Order(), order, line, None) for line in part.lines]
        for row in rows:
            assert row.line_price_incl_tax == row.line_price_excl_tax + row.tax
            assert row.unit_price_incl_tax - row.unit_price_excl_tax == tax_of(row, row.unit_price_excl_tax)
            assert 0 <= row.tax_on_top <= row.tax
            assert 0 <= row.payable <= row.line_price_incl_tax
        assert order.tax_total == order.shipping_tax + sum(row.tax for row in rows)
        assert order.platform_discount_total == sum(row.platform_discount for row in rows)
        assert order.total == (order.items_total - order.discount_total + order.shipping_total + order.tax_on_top)


def tax_of(row, before_tax):
    """The tax on a price before tax, which a price that holds it may miss by the rial it was rounded by."""
    exact = percent_of(before_tax, row.tax_percent)
    said = row.unit_price_incl_tax - row.unit_price_excl_tax
    assert abs(said - exact) <= 1
    return said
