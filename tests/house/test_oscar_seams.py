"""Where Oscar asks for a class, a model or an address, it gets ours; what we unplugged stays unplugged."""

import sys
from decimal import Decimal
from importlib import import_module

import pytest
from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from oscar.core.loading import get_class, get_model

from commerce.shop.offer.models import Benefit, ConditionalOffer

FORKS = {
    "address": ("commerce.foundation.address", {"UserAddress", "Country"}),
    "catalogue": ("commerce.shop.catalogue", {"Product", "Category", "ProductImage"}),
    "reviews": ("commerce.shop.reviews", {"ProductReview", "Vote"}),
    "partner": ("commerce.shop.partner", {"Partner", "StockRecord"}),
    "basket": ("commerce.shop.basket", {"Basket", "Line"}),
    "order": ("commerce.shop.order", {"Order", "Line", "OrderDiscount", "Surcharge", "PaymentEvent"}),
    "offer": ("commerce.shop.offer", {"ConditionalOffer", "Benefit", "Condition", "Range"}),
    "voucher": ("commerce.shop.voucher", {"Voucher", "VoucherSet"}),
    "shipping": ("commerce.shop.shipping", {"OrderAndItemCharges", "WeightBased"}),
}
OURS_AMONG_OSCARS = {
    ("order.utils", "OrderCreator"): "commerce.shop.order.creator",
    ("partner.strategy", "Selector"): "commerce.shop.partner.strategy",
}
SIGNALS = {
    "oscar.apps.order.signals": {"order_placed", "order_status_changed", "order_line_status_changed"},
    "oscar.apps.basket.signals": {"basket_addition", "voucher_addition"},
    "oscar.apps.catalogue.signals": {"product_viewed"},
    "oscar.apps.search.signals": {"user_search"},
    "oscar.apps.checkout.signals": {"start_checkout", "pre_payment", "post_payment"},
}
# One name of each of Oscar's URL trees.
HTML_NAMES = [
    "basket:summary",
    "catalogue:index",
    "catalogue:reviews-add",
    "checkout:index",
    "customer:order-list",
    "customer:address-list",
    "dashboard:index",
    "offer:list",
    "search:search",
    "wishlists:wishlists-list",
]


@pytest.mark.parametrize("label", FORKS)
def test_oscar_finds_the_models_of_a_fork_in_the_fork(label: str) -> None:
    package, names = FORKS[label]

    for name in names:
        model = get_model(label, name)
        assert model is getattr(import_module(f"{package}.models"), name)
        assert model._meta.app_config.name == package


@pytest.mark.parametrize(("module", "name"), OURS_AMONG_OSCARS)
def test_oscar_finds_our_class_under_its_own_name(module: str, name: str) -> None:
    assert get_class(module, name).__module__ == OURS_AMONG_OSCARS[module, name]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("checkout.calculators", "OrderTotalCalculator"),
        ("shipping.repository", "Repository"),
        ("offer.applicator", "Applicator"),
        ("catalogue.managers", "ProductQuerySet"),
        ("address.forms", "UserAddressForm"),
    ],
)
def test_what_a_fork_does_not_override_is_oscars_own(module: str, name: str) -> None:
    assert get_class(module, name).__module__ == f"oscar.apps.{module}"


@pytest.mark.parametrize("name", HTML_NAMES)
def test_oscars_pages_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("label", FORKS)
def test_a_row_that_has_a_page_gives_an_address_of_ours(label: str) -> None:
    oscars = [
        model.__name__
        for model in sys.modules[f"{FORKS[label][0]}.models"].__dict__.values()
        if isinstance(model, type) and issubclass(model, Model) and not model._meta.abstract
        if getattr(model, "get_absolute_url", None) and model.get_absolute_url.__module__.startswith("oscar.")
    ]

    assert oscars == []


@pytest.mark.parametrize("module", SIGNALS)
def test_nobody_listens_to_oscars_signals(module: str) -> None:
    for name in SIGNALS[module]:
        assert getattr(import_module(module), name).receivers == []


def test_oscars_analytics_were_never_loaded() -> None:
    assert "oscar.apps.analytics.receivers" not in sys.modules


def test_promotions_round_to_the_rial() -> None:
    to_the_rial = import_string(settings.OSCAR_OFFER_ROUNDING_FUNCTION)

    assert to_the_rial(Decimal("10.49"), "IRR") == 10
    assert to_the_rial(Decimal("10.5"), "IRR") == 11
    assert Benefit(type=Benefit.PERCENTAGE).round(Decimal("333.33")) == 333


def test_a_percentage_off_a_delivery_is_whole_rials() -> None:
    half_and_a_bit = Benefit(type=Benefit.SHIPPING_PERCENTAGE, value=Decimal("33.33"))

    assert ConditionalOffer(benefit=half_and_a_bit).shipping_discount(Decimal(455_555)) == 151_836
