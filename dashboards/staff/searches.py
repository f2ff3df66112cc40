"""What the palette finds for staff, each by its own right."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.foundation.core.text import spellings
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.foundation.core.validators.mobiles import normalise_mobile
from dashboards.base.access import standing_of
from dashboards.base.palette import MOST_ROWS, Hit, palette_searches
from dashboards.staff.markets import market_url
from dashboards.staff.orders import order_url
from dashboards.staff.people import person_url
from dashboards.staff.policies import MARKETS, ORDERS, PEOPLE


@palette_searches.register("staff orders")
def find_orders(request: HttpRequest, typed: str) -> Iterable[Hit]:
    if not standing_of(request).is_staff:
        return
    rows = ORDERS.instances_user_has_permission_for(request.user, "view").select_related("user")
    for order in rows.filter(number__startswith=typed.lower()).order_by("-pk")[:MOST_ROWS]:
        yield Hit(_("Orders"), order.number, order_url(order), f"{order.user or ''} · {order.get_status_display()}")


@palette_searches.register("staff markets")
def find_markets(request: HttpRequest, typed: str) -> Iterable[Hit]:
    if not standing_of(request).is_staff:
        return
    rows = MARKETS.instances_user_has_permission_for(request.user, "view")
    wanted = Q(handle__startswith=typed.lower()) | Q(search_key__contains=spellings(typed)[0])
    for market in rows.filter(wanted)[:MOST_ROWS]:
        yield Hit(_("Markets"), market.name, market_url(market), str(market.get_status_display()))


@palette_searches.register("staff people")
def find_people(request: HttpRequest, typed: str) -> Iterable[Hit]:
    if not standing_of(request).is_staff:
        return
    rows = PEOPLE.instances_user_has_permission_for(request.user, "view")
    try:
        wanted = Q(mobile=normalise_mobile(typed))
    except InvalidValue:
        wanted = Q(last_name__istartswith=typed)
    for person in rows.filter(wanted)[:MOST_ROWS]:
        yield Hit(_("People"), str(person), person_url(person), person.mobile)
