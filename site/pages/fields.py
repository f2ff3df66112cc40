"""The stream of blocks that web and app share."""

from typing import Any

from wagtail.fields import StreamField

from pages.blocks import ScreenStream


class BlocksField(StreamField):
    """A StreamField over every registered block; a new block is no new migration."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ScreenStream(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [], kwargs
