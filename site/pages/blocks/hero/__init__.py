from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.base import Data, ScreenBlock
from pages.blocks.links import LinkBlock, link_data
from pages.blocks.photograph import PhotographBlock
from pages.pictures import picture
from pages.reading import Reader


class HeroBlock(ScreenBlock):
    """The first thing one sees: a promise, a picture, one way on."""

    most_on_a_page = 3

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=240, rows=2)
    image = PhotographBlock(label=_("Image"), required=False, help_text=_("At least 1600 pixels wide."))
    link = LinkBlock(required=False)

    class Meta:
        label = _("Hero")
        icon = "desktop"
        template = "pages/blocks/hero/hero.html"
        description = _("A large banner with a title, a short text, a picture and one button.")
        preview_value = {
            "title": "هر آنچه خانه‌ات لازم دارد",
            "text": "از فروشگاه‌های شهر خودت بخر و در خانه تحویل بگیر.",
            "link": {"label": "دیدن تازه‌ها", "address": "/search/?sort=newest"},
        }

    def api_data(self, value: Any, reader: Reader) -> Data:
        return {
            "title": value["title"],
            "text": value["text"],
            "image": picture(value["image"]),
            "link": link_data(value["link"]),
        }
