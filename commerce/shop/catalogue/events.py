from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class ProductChanged(Event):
    """A product was made or its words, pictures, variants or visibility are others now (named by public id)."""

    name: ClassVar[str] = "product.changed"
    product: str
    by: str


@dataclass(frozen=True)
class CategoryChanged(Event):
    """A category was made, renamed, moved or hidden."""

    name: ClassVar[str] = "category.changed"
    category: str
