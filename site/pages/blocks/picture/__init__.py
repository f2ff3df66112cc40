from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model

from pages.blocks.base import Data, ScreenBlock
from pages.blocks.photograph import PhotographBlock
from pages.pictures import picture
from pages.reading import Reader


class PictureBlock(ScreenBlock):
    """A picture with words under it."""

    image = PhotographBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "pages/blocks/picture/picture.html"
        description = _("One picture, with a caption if you like.")
        preview_value = {"caption": "کارگاه سفال در لالجین"}

    def get_preview_value(self) -> Any:
        newest = get_image_model().objects.order_by("-pk").first()
        return self.normalize({**super().get_preview_value(), "image": newest})

    def api_data(self, value: Any, reader: Reader) -> Data:
        return {"image": picture(value["image"]), "caption": value["caption"]}
