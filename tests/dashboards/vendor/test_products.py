"""A market keeps its products."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.partner.models import StockRecord
from tests.dashboards.desk import desk_of
from tests.factories import make_category, make_product

pytestmark = pytest.mark.django_db

QUERIES_OF_A_LIST = 14


@pytest.fixture
def desk(ours):
    return desk_of(ours.owner)


def to(name, *ids):
    return reverse(f"vendor:{name}", args=ids)


def picture(colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", (10, 10), colour).save(out, format="PNG")
    return SimpleUploadedFile(f"{colour}.png", out.getvalue(), content_type="image/png")


def product_form(**changes):
    make_category("tea", "چای")
    return {"title": "چای سبز", "kind": "good", "categories": ["tea"], "price": "۱۲۵٬۰۰۰", "stock": "۱۲", **changes}


def test_a_product_is_written_and_sold_in_one_step(desk, ours):
    answer = desk.post(to("product_add"), product_form(list_price="150,000", brand="لاهیجان"))

    offer = StockRecord.objects.get(product__title="چای سبز")
    assert answer.url == to("product", offer.product.public_id)
    assert (int(offer.price), int(offer.list_price), offer.num_in_stock) == (1_250_000, 1_500_000, 12)
    assert (offer.product.market, offer.product.brand.name) == (ours.market, "لاهیجان")


def test_variants_are_written_one_a_line(desk):
    desk.post(to("product_add"), product_form(variants="قرمز\nآبی\nقرمز\n"))

    product = Product.objects.get(title="چای سبز")
    assert sorted(product.children.values_list("title", flat=True)) == ["آبی", "قرمز"]
    assert StockRecord.objects.filter(product__parent=product, price=1_250_000, num_in_stock=12).count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"stock": "9" * 5000},
        {"stock": "12.5"},
        {"variants": "\n".join(f"شماره {n}" for n in range(101))},
        {"variants": "دراز" * 51},
        {"description": "و" * 20_001},
    ],
    ids=["endless number", "half", "too many variants", "endless variant", "endless description"],
)
def test_more_than_a_product_can_hold_is_said_beside_the_field(desk, typed):
    answer = desk.post(to("product_add"), product_form(**typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(typed)
    assert not Product.objects.filter(title="چای سبز").exists()


def test_a_product_that_cannot_be_taken_comes_back_whole(desk):
    answer = desk.post(to("product_add"), product_form(price="", brand="لاهیجان"))

    assert answer.status_code == 422
    assert 'value="لاهیجان"' in answer.content.decode()
    assert not Product.objects.filter(title="چای سبز").exists()


def test_a_refusal_stands_beside_its_field(desk):
    answer = desk.post(to("product_add"), product_form(list_price="1,000"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["list_price"]
    assert not Product.objects.filter(title="چای سبز").exists()


def test_a_product_is_edited(desk, ours):
    make_category("tea", "چای")
    desk.post(to("product_edit", ours.product.public_id), {"title": "چای تازه", "categories": ["tea"], "brand": "گل"})

    product = Product.objects.get(pk=ours.product.pk)
    assert (product.title, product.brand.name) == ("چای تازه", "گل")
    assert [category.slug for category in product.categories.all()] == ["tea"]


def test_the_edit_form_begins_with_what_is_there(desk, ours):
    page = desk.get(to("product_edit", ours.product.public_id)).content.decode()

    assert f'value="{ours.product.title}"' in page


def test_price_and_stock_are_changed_quickly(desk, ours):
    desk.post(to("offer_price", ours.offer.public_id), {"price": "99,000"})
    desk.post(to("offer_stock", ours.offer.public_id), {"stock": "٤٠"})

    offer = StockRecord.objects.get(pk=ours.offer.pk)
    assert (int(offer.price), offer.list_price, offer.num_in_stock) == (990_000, None, 40)


def test_a_stock_below_what_is_held_is_refused_in_the_form(desk, ours):
    StockRecord.objects.filter(pk=ours.offer.pk).update(num_allocated=3)

    answer = desk.post(to("offer_stock", ours.offer.public_id), {"stock": "1"})

    assert answer.status_code == 422
    assert "desk-refusal" in answer.content.decode()


def test_a_clerk_counts_stock_but_sets_no_price(ours):
    clerk = desk_of(ours.clerk)

    counted = clerk.post(to("offer_stock", ours.offer.public_id), {"stock": "7"})
    priced = clerk.post(to("offer_price", ours.offer.public_id), {"price": "1"})
    added = clerk.get(to("product_add"))

    assert (counted.status_code, priced.status_code, added.status_code) == (302, 403, 403)
    assert (StockRecord.objects.get(pk=ours.offer.pk).num_in_stock, int(ours.offer.price)) == (7, 1_250_000)


def test_several_pictures_come_at_once_and_stand_in_any_order(desk, ours):
    desk.post(to("images_add", ours.product.public_id), {"image": [picture("red"), picture("blue")]})
    ids = list(
        ProductImage.objects.filter(product=ours.product).order_by("display_order").values_list("public_id", flat=True)
    )
    desk.post(to("images_order", ours.product.public_id), {"images": ",".join(reversed(ids))})

    ordered = ProductImage.objects.filter(product=ours.product).order_by("display_order")
    assert list(ordered.values_list("public_id", flat=True)) == ids[::-1]
    assert len(ids) == 3


def test_what_is_no_picture_is_refused(desk, ours):
    answer = desk.post(
        to("images_add", ours.product.public_id), {"image": SimpleUploadedFile("a.png", b"<svg/>", "image/png")}
    )

    assert answer.status_code == 422
    assert ProductImage.objects.filter(product=ours.product).count() == 1


def test_a_picture_goes_after_a_question(desk, ours):
    where = to("image_delete", ours.product.public_id, ours.image.public_id)

    asked = desk.get(where)
    still = ProductImage.objects.filter(pk=ours.image.pk).exists()
    desk.post(where)

    assert (asked.status_code, still) == (200, True)
    assert not ProductImage.objects.filter(pk=ours.image.pk).exists()


def test_a_product_is_hidden_and_shown(desk, ours):
    desk.post(to("product_hide", ours.product.public_id))
    hidden = Product.objects.get(pk=ours.product.pk).is_public
    desk.post(to("product_show", ours.product.public_id))

    assert hidden is False
    assert Product.objects.get(pk=ours.product.pk).is_public is True


def test_a_variant_joins_and_leaves(desk, ours):
    desk.post(to("variant_add", ours.parent.public_id), {"title": "سبز", "price": "50000", "stock": ""})
    green = Product.objects.get(parent=ours.parent, title="سبز")
    desk.post(to("variant_hide", ours.parent.public_id, green.public_id))

    assert StockRecord.objects.get(product=green).num_in_stock is None
    assert Product.objects.get(pk=green.pk).is_public is False


def test_an_offer_stops_and_starts(desk, ours):
    desk.post(to("offer_stop", ours.offer.public_id))
    stopped = StockRecord.objects.get(pk=ours.offer.pk).is_active
    desk.post(to("offer_start", ours.offer.public_id))

    assert stopped is False
    assert StockRecord.objects.get(pk=ours.offer.pk).is_active is True


def test_the_list_shows_price_and_stock_and_finds_any_spelling(desk, ours):
    make_product(ours.market, title="دمنوش به‌لیمو", stock=2)

    page = desk.get(to("products"), {"q": "به لیمو"})
    low = desk.get(to("products"), {"tab": "low"})

    assert [product.title for product in page.context["object_list"]] == ["دمنوش به‌لیمو"]
    assert [product.sold.units_left for product in low.context["object_list"]] == [2]


def test_the_list_costs_the_same_however_long(desk, ours, django_assert_num_queries):
    desk.get(to("products"))
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        desk.get(to("products"))
    for _time in range(4):
        make_product(ours.market, variants=["یک", "دو"])

    with django_assert_num_queries(QUERIES_OF_A_LIST):
        desk.get(to("products"))


def test_a_title_that_begins_a_formula_is_only_text_in_a_spreadsheet(desk, ours):
    make_product(ours.market, title='=HYPERLINK("http://evil")')

    lines = b"".join(desk.get(to("products"), {"export": "csv"}).streaming_content).decode().splitlines()

    assert '"\'=HYPERLINK(""http://evil"")"' in "\n".join(lines)
    assert not any(line.startswith(("=", '"=')) for line in lines)


@pytest.mark.parametrize("typed", ["9" * 5000, "-1", "1.5", "٩٩٩٩٩٩٩٩٩٩٩"])
def test_a_stock_that_no_shelf_holds_is_refused(desk, ours, typed):
    assert desk.post(to("offer_stock", ours.offer.public_id), {"stock": typed}).status_code == 422


@pytest.mark.parametrize("variants", ["ق" * 3000, "\n".join(f"رنگ {n}" for n in range(101))])
def test_variants_beyond_measure_are_refused(desk, variants):
    assert desk.post(to("product_add"), product_form(variants=variants)).status_code == 422


def test_an_address_that_the_database_cannot_read_is_not_there(desk, ours):
    assert desk.get("/dashboard/vendor/products/%00/").status_code == 404
    assert desk.post("/dashboard/vendor/orders/%00/accept/").status_code == 404


def test_a_vendor_says_how_goods_are_taxed(desk, ours):
    make_category("tea", "چای")
    edited = {"title": "چای", "categories": ["tea"], "tax_class": "exempt"}
    assert desk.post(to("product_edit", ours.product.public_id), edited).status_code == 302

    ours.product.refresh_from_db()
    assert ours.product.tax_class == "exempt"
    refused = desk.post(to("product_edit", ours.product.public_id), edited | {"tax_class": "none-such"})
    assert refused.status_code == 422
