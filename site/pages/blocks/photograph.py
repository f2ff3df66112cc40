from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock


class PhotographBlock(ImageBlock):
    """Wagtail's image with its words, every label of it in the editor's language."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("Image")
