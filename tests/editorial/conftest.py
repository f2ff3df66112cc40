"""A home page to write on, an editor to write it, and things to show."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Pillow
from rest_framework.test import APIClient
from wagtail.images.models import Image

from pages.models import BlocksPage, HomePage
from pages.services import install_home, make_marketing_editor
from tests.dashboards.desk import staff_desk_of
from tests.factories import make_user

Stream = list[dict[str, Any]]

HERO = {
    "type": "hero",
    "value": {
        "title": "جشنوارهٔ پاییز",
        "text": "تا سی درصد کمتر",
        "image": {"image": None, "decorative": False, "alt_text": ""},
        "link": {"label": "دیدن", "page": None, "address": "/search/?sort=newest"},
    },
}
PROSE = {"type": "text", "value": {"text": "<h2>چرا آسود؟</h2><p>چون <b>یک سبد</b> بس است.</p>"}}
CATEGORIES = {"type": "category_grid", "value": {"title": "دسته‌ها", "categories": []}}
MARKETS = {"type": "market_rail", "value": {"title": "فروشگاه‌های تازه", "markets": [], "limit": 8}}


def rail(source: str = "newest", **value: Any) -> dict[str, Any]:
    chosen = {"category": None, "market": None, "products": [], "limit": 8, "title": "تازه‌ها", **value}
    return {"type": "product_rail", "value": {"source": source, **chosen}}


@pytest.fixture
def home(db: None) -> HomePage:
    return install_home()


@pytest.fixture
def write() -> Callable[[BlocksPage, Stream], None]:
    """Put blocks on a page and publish it, as an editor does."""

    def publish(page: BlocksPage, stream: Stream) -> None:
        page.body = json.dumps(stream)
        page.save_revision().publish()
        page.refresh_from_db()

    return publish


@pytest.fixture
def editor(home: HomePage) -> Client:
    user = make_user(is_staff=True)
    make_marketing_editor(user=user)
    return staff_desk_of(user)


@pytest.fixture
def api(db: None) -> APIClient:
    return APIClient()


@pytest.fixture
def photograph(db: None) -> Image:
    file = io.BytesIO()
    Pillow.new("RGB", (1800, 1000), (11, 93, 87)).save(file, "JPEG")
    return Image.objects.create(title="کارگاه", file=ImageFile(file, name="workshop.jpg"))
