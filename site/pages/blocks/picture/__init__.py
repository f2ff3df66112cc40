from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from pages.blocks.base import Data, ScreenBlock
from pages.pictures import picture
from pages.reading import Reader


class PictureBlock(ScreenBlock):
    """A picture with words under it."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        label = _("Picture")
        icon = "picture"
        template = "pages/blocks/picture/picture.html"
        description = _("One picture, with a caption if you like.")
        preview_value = {"image": None, "caption": "کارگاه سفال در لالجین"}

    def api_data(self, value: Any, reader: Reader) -> Data:
        return {"image": picture(value["image"]), "caption": value["caption"]}
