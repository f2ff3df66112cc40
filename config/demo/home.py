"""One home page from blocks, and three articles: what an editor would have made."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from commerce.shop.markets.models import Market
from config.demo.pictures import draw_picture
from config.demo.reading import read
from pages.models import ArticleIndexPage, ArticlePage, HomePage
from pages.services import install_home

COLOUR = "#0f766e"


def build() -> HomePage:
    """Install the home page with every kind of block, and publish it."""
    home = install_home()
    articles = _articles(home)
    home.body = _blocks(articles)
    home.save_revision().publish()
    return home


def _blocks(articles: ArticleIndexPage) -> list[tuple[str, Any]]:
    return [
        (
            "hero",
            {
                "title": "خرید از فروشگاه‌های همین شهر",
                "text": "چای لاهیجان، مینای اصفهان و کالای دیجیتال؛ همه در یک سبد، با یک پرداخت.",
                "image": _image("بنر خانه", size=(1920, 900)),
                "link": {"label": "تازه‌ها را ببین", "address": "/search/?sort=newest", "page": None},
            },
        ),
        ("category_grid", {"title": "دسته‌ها", "categories": []}),
        ("product_rail", _rail("تخفیف‌دارها", "discounted")),
        ("market_rail", {"title": "فروشگاه‌ها", "markets": [], "limit": 8}),
        ("product_rail", _rail("تازه رسیده‌ها", "newest")),
        ("product_rail", _rail("پرفروش‌ها", "best_selling")),
        ("product_rail", _rail("از هنر دست", "market", market=Market.objects.get(handle="honar-e-dast"))),
        ("picture", {"image": _image("کارگاه سفال", size=(1600, 700)), "caption": "سفال لالجین، پیش از لعاب"}),
        ("text", {"text": RichText(f'<h2>چرا آسود؟</h2><p>{WHY} <a href="{articles.url}">خواندنی‌ها</a></p>')}),
    ]


WHY = "چون هر فروشنده خودش می‌فروشد و خودش می‌فرستد، و پول شما تا پرداخت کامل نزد آسود امن است."


def _rail(title: str, source: str, market: Market | None = None) -> dict[str, Any]:
    return {"title": title, "source": source, "category": None, "market": market, "products": [], "limit": 8}


def _articles(home: HomePage) -> ArticleIndexPage:
    index: ArticleIndexPage | None = ArticleIndexPage.objects.child_of(home).first()
    if index is None:
        index = home.add_child(instance=ArticleIndexPage(title="خواندنی‌ها", slug="articles"))
        index.save_revision().publish()
    for known in read("articles"):
        if not ArticlePage.objects.filter(slug=known["slug"]).exists():
            cover = _image(known["title"], size=(1600, 800))
            body = [("text", {"text": RichText(known["body"])})]
            fields = {name: known[name] for name in ("title", "slug", "intro")}
            index.add_child(instance=ArticlePage(**fields, cover=cover, body=body)).save_revision().publish()
    return index


def _image(title: str, *, size: tuple[int, int]) -> Image:
    image = Image.objects.filter(title=title).first()
    if image is None:
        picture = ContentFile(draw_picture(title, colour=COLOUR, size=size, words=False), name=f"{title}.jpg")
        image = Image.objects.create(title=title, file=picture, description=title)
    return image
