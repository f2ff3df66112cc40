from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from pages.blocks.base import Data, ScreenBlock
from pages.reading import Reader

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote", "hr"]


class TextBlock(ScreenBlock):
    """Prose."""

    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, max_length=20000)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "pages/blocks/text/text.html"
        description = _("Paragraphs with headings, lists, quotes and links.")
        preview_value = {
            "text": "<h2>چرا آسود؟</h2><p>چون فروشگاه‌های شهر را <b>یک‌جا</b> می‌بینی و با یک سبد از همه می‌خری.</p>"
        }

    def api_data(self, value: Any, reader: Reader) -> Data:
        return {"html": expand_db_html(value["text"].source)}
