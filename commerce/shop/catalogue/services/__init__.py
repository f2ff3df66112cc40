from commerce.shop.catalogue.drafts import ProductDraft, VariantDraft
from commerce.shop.catalogue.services.categories import create_category
from commerce.shop.catalogue.services.images import add_image, remove_image, reorder_images
from commerce.shop.catalogue.services.products import (
    add_variant,
    create_product,
    hide_variant,
    set_public,
    update_product,
)

__all__ = [
    "ProductDraft",
    "VariantDraft",
    "add_image",
    "add_variant",
    "create_category",
    "create_product",
    "hide_variant",
    "remove_image",
    "reorder_images",
    "set_public",
    "update_product",
]
