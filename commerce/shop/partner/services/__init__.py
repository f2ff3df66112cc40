from commerce.shop.partner.services.offers import offer_product, set_price, set_stock, update_offer
from commerce.shop.partner.services.selling import OfferDraft, add_variant_for_sale, sell_new_product
from commerce.shop.partner.services.stock import (
    extend_holds,
    hold_stock,
    put_back_stock,
    rehold_stock,
    release_expired_holds,
    release_stock,
    take_stock,
)

__all__ = [
    "OfferDraft",
    "add_variant_for_sale",
    "extend_holds",
    "hold_stock",
    "offer_product",
    "put_back_stock",
    "rehold_stock",
    "release_expired_holds",
    "release_stock",
    "sell_new_product",
    "set_price",
    "set_stock",
    "take_stock",
    "update_offer",
]
