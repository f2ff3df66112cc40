"""A vendor's pictures: what is taken, what is refused, and what becomes of them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commerce.shop.catalogue.models import ProductImage
from tests.factories import bearer, deliver_facts, make_market, make_member, make_product, mina, omid

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(size=(900, 600), *, format="JPEG", mode="RGB", **save) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, format=format, **save)
    return out.getvalue()


@pytest.fixture
def product():
    return make_product(make_market(omid(), handle="omid-shop"))


def door(product, tail: str = "") -> str:
    return f"/api/v1/vendor/omid-shop/products/{product.public_id}/images/{tail}"


def send(client, product, data: bytes, name: str = "photo.jpg", kind: str = "image/jpeg"):
    upload = SimpleUploadedFile(name, data, kind)
    return client.post(door(product), {"image": upload}, format="multipart")


def test_a_picture_is_written_anew_with_a_small_one(product):
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    answer = send(bearer(omid(), audience="vendor"), product, picture(exif=exif))
    assert answer.status_code == 201
    kept = ProductImage.objects.get()
    assert answer.json()["id"] == kept.public_id
    assert (kept.thumbnail_width, kept.thumbnail_height) == (480, 320)
    for file in (kept.original, kept.thumbnail):
        with file.open() as stored, Image.open(stored) as image:
            assert (image.format, dict(image.getexif())) == ("WEBP", {})
    deliver_facts()
    product.listing_row.refresh_from_db()
    assert product.listing_row.thumbnail == kept.thumbnail.name


def test_a_picture_on_its_side_is_turned_upright(product):
    exif = Image.Exif()
    exif[0x0112] = 6
    send(bearer(omid(), audience="vendor"), product, picture((900, 600), exif=exif))
    kept = ProductImage.objects.get()
    assert (kept.thumbnail_width, kept.thumbnail_height) == (320, 480)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_other_formats_are_known_by_their_bytes(product, format):
    assert send(bearer(omid(), audience="vendor"), product, picture(format=format), "x.jpg").status_code == 201


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (SVG, "drawing.svg", "not_an_image"),
        (SVG, "drawing.jpg", "not_an_image"),
        (b"%PDF-1.4 no picture", "photo.jpg", "not_an_image"),
        (picture()[:400], "half.jpg", "not_an_image"),
        (picture(format="TIFF"), "photo.tiff", "not_an_image"),
        (picture(format="BMP"), "photo.jpg", "not_an_image"),
        (picture((8001, 4)), "wide.jpg", "image_too_large"),
        (picture((7000, 7000), format="PNG", mode="1"), "bomb.png", "image_too_large"),
        (picture() + b"\0" * 10 * 1024 * 1024, "heavy.jpg", "image_too_heavy"),
    ],
    ids=["svg", "svg-as-jpg", "pdf", "cut-off", "tiff", "bmp", "wide", "bomb", "heavy"],
)
def test_what_is_no_picture_of_ours_is_refused(product, data, name, code):
    answer = send(bearer(omid(), audience="vendor"), product, data, name)
    assert answer.status_code == 400
    assert answer.json()["errors"]["image"][0]["code"] == code
    assert not ProductImage.objects.exists()


def with_spoilt_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(format="WEBP", exif=exif).replace(b"MM\0*", b"MMl*")


def with_a_chunk_of_another_length() -> bytes:
    data = picture(format="PNG")
    length = data.index(b"IDAT") - 1
    return data[:length] + bytes([data[length] - 9]) + data[length + 1 :]


@pytest.mark.parametrize("made", [with_spoilt_exif, with_a_chunk_of_another_length])
def test_a_damaged_picture_is_refused_like_any_other_file(product, made):
    answer = send(bearer(omid(), audience="vendor"), product, made())
    assert answer.json()["errors"]["image"][0]["code"] == "not_an_image"


def test_a_thirteenth_picture_has_no_room(product):
    vendor = bearer(omid(), audience="vendor")
    small = picture((20, 20))
    for _ in range(12):
        assert send(vendor, product, small).status_code == 201
    answer = send(vendor, product, small)
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_images")


def test_pictures_are_reordered_and_taken_away(product):
    vendor = bearer(omid(), audience="vendor")
    first, second, third = (send(vendor, product, picture((20, 20))).json()["id"] for _ in range(3))
    answer = vendor.put(door(product), {"images": [third, first, second]})
    assert [image["id"] for image in answer.json()["results"]] == [third, first, second]
    assert vendor.put(door(product), {"images": [third, first]}).status_code == 400
    assert vendor.delete(door(product, f"{third}/")).status_code == 204
    assert vendor.delete(door(product, f"{third}/")).status_code == 404
    left = product.images.order_by("display_order").values_list("public_id", "display_order")
    assert list(left) == [(first, 0), (second, 1)]


def test_a_stranger_and_a_clerk_touch_no_picture(product):
    mine = send(bearer(omid(), audience="vendor"), product, picture((20, 20))).json()["id"]
    make_market(mina(), handle="mina-shop")
    stranger = bearer(mina(), audience="vendor")
    elsewhere = f"/api/v1/vendor/mina-shop/products/{product.public_id}/images/"
    for path in (door(product), elsewhere):
        upload = SimpleUploadedFile("x.jpg", picture((20, 20)), "image/jpeg")
        assert stranger.post(path, {"image": upload}, format="multipart").status_code == 404
        assert stranger.put(path, {"images": [mine]}).status_code == 404
        assert stranger.delete(f"{path}{mine}/").status_code == 404
    clerk = bearer(make_member(product.market, "clerk"), audience="vendor")
    assert send(clerk, product, picture((20, 20))).status_code == 403
    assert list(product.images.values_list("public_id", flat=True)) == [mine]
