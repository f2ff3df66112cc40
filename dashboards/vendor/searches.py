"""What the palette finds for a vendor: orders and products of all markets they work in."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.foundation.core.text import spellings
from dashboards.base.palette import MOST_ROWS, Hit, palette_searches
from dashboards.vendor.policies import ORDERS, PRODUCTS


@palette_searches.register("vendor orders")
def find_orders(request: HttpRequest, typed: str) -> Iterable[Hit]:
    rows = ORDERS.instances_user_has_permission_for(request.user, "view").select_related("order", "market")
    for part in rows.filter(order__number__startswith=typed.lower()).order_by("-shown_at")[:MOST_ROWS]:
        yield Hit(
            group=_("Orders"),
            title=part.order.number,
            url=reverse("vendor:order", args=[part.public_id]),
            note=f"{part.market.name} · {part.get_status_display()}",
        )


@palette_searches.register("vendor products")
def find_products(request: HttpRequest, typed: str) -> Iterable[Hit]:
    rows = PRODUCTS.instances_user_has_permission_for(request.user, "view").select_related("market")
    for product in rows.filter(search_key__contains=spellings(typed)[0])[:MOST_ROWS]:
        yield Hit(
            group=_("Products"),
            title=product.title,
            url=reverse("vendor:product", args=[product.public_id]),
            note=product.market.name,
        )
