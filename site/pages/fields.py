"""The stream of blocks that web and app share."""

from typing import TYPE_CHECKING, Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from pages.blocks import ScreenStream


class BlocksField(StreamField):
    """A StreamField over every registered block; a new block is no new migration."""

    if TYPE_CHECKING:

        def __get__(self, page: Any, owner: Any = None) -> StreamValue: ...

        def __set__(self, page: Any, blocks: StreamValue | list[tuple[str, Any]]) -> None: ...

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ScreenStream(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [], kwargs
