"""What a shopper may ask of the product list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, kw_only=True)
class Near:
    """Within so many kilometres of a point."""

    lat: float
    lng: float
    km: float


@dataclass(frozen=True, kw_only=True)
class ProductFilters:
    """Every part narrows the list; several brands, markets or values of one attribute widen it again."""

    category: str = ""
    q: str = ""
    markets: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool | None = None
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None

    def without(self, facet: str) -> "ProductFilters":
        """The same, not narrowed by one facet: what its other values would give."""
        if facet == "category":
            return replace(self, category="")
        if facet == "brand":
            return replace(self, brands=())
        if facet == "price":
            return replace(self, min_price=None, max_price=None)
        return replace(self, attributes={code: v for code, v in self.attributes.items() if code != facet})
