"""What every block gives: one set of facts, told as HTML to a browser and as JSON to an app."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wagtail import blocks

from pages.reading import Reader

Data = dict[str, Any]


class ScreenBlock(blocks.StructBlock):
    """A block of a page. The template reads only `data`, so web and app cannot tell different stories.

    `schema` is the version of the shape of `data`; raise it when a field changes its meaning or goes.
    """

    schema: ClassVar[int] = 1
    most_on_a_page: ClassVar[int] = 50

    def api_data(self, value: Any, reader: Reader) -> Data:
        """What the block shows, in plain values."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["data"] = self.api_data(value, Reader.of(parent_context))
        return context

    def get_preview_value(self) -> Any:
        return self.normalize({**self.get_default(), **self.meta.preview_value})

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> Data:
        return self.api_data(value, Reader.of(context))
