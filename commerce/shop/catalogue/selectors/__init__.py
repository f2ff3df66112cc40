from commerce.shop.catalogue.selectors.categories import (
    categories_by_slug,
    category_by_slug,
    family_of,
    public_categories,
    public_category,
)
from commerce.shop.catalogue.selectors.products import Trait, images_of, own_product, sellable_product, traits_of

__all__ = [
    "Trait",
    "categories_by_slug",
    "category_by_slug",
    "family_of",
    "images_of",
    "own_product",
    "public_categories",
    "public_category",
    "sellable_product",
    "traits_of",
]
