"""`{% load desk %}`: badges, the side bar with the language switch, and the markets of a person."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.menu import admin_menu
from wagtail.admin.search import admin_search_areas
from wagtail.admin.telepath import JSContext
from wagtail.admin.ui import sidebar

from commerce.foundation.core.validators.mobiles import display_mobile
from commerce.foundation.regions.models import City
from dashboards.base.access import standing_of
from dashboards.base.columns import badge
from dashboards.base.languages import language, other_language
from dashboards.base.seats import Seat, current_seat, seats_of

register = template.Library()


@register.simple_tag
def status_badge(row: Any) -> SafeString:
    """The state of a row as a coloured word."""
    return badge(row.status, row.get_status_display())


@register.simple_tag
def badge_of(row: Any, field: str) -> SafeString:
    """A state that is kept under another name, as a coloured word."""
    return badge(getattr(row, field), getattr(row, f"get_{field}_display")())


@register.simple_tag
def seats(request: HttpRequest) -> list[Seat]:
    """The markets this person works in."""
    return seats_of(request.user) if request.user.is_authenticated else []


@register.simple_tag(takes_context=True)
def seat_on_screen(context: dict[str, Any]) -> Seat | None:
    """The market this person looks at: the row's own where the screen is about a row."""
    view: Any = context.get("view")
    return view.seat if getattr(view, "has_row", False) else current_seat(context["request"])


@register.filter
def mobile(number: str) -> SafeString:
    """A mobile number as people read it, never mirrored: ۰۹۱۲ ۳۴۵ ۶۷۸۹."""
    shown = display_mobile(number, language=language()) if number.startswith("+98") else number
    return format_html('<bdi dir="ltr">{}</bdi>', shown)


@register.simple_tag
def place(address: Any) -> str:
    """Province and city of a frozen address, by their names."""
    city = City.objects.select_related("province").filter(slug=address.city).first()
    if city is None:
        return f"{address.province} {address.city}".strip()
    names = (city.province.name_fa, city.name_fa) if language() == "fa" else (city.province.name_en, city.name_en)
    return ("، " if language() == "fa" else ", ").join(dict.fromkeys(names))


@register.simple_tag(takes_context=True)
def desk_sidebar(context: dict[str, Any]) -> SafeString:
    """Wagtail's side bar, with the language switch in the account menu."""
    request = context["request"]
    searches = admin_search_areas.search_items_for_request(request)
    modules = [
        sidebar.WagtailBrandingModule(),
        *(sidebar.SearchModule(area) for area in searches[:1]),
        sidebar.MainMenuModule(admin_menu.render_component(request), _account_menu(request), request.user),
    ]
    return json_script({"modules": JSContext().pack(modules)}, element_id="wagtail-sidebar-props")


def _account_menu(request: HttpRequest) -> list[sidebar.MenuItem]:
    code, name = other_language()
    account = sidebar.LinkMenuItem("account", _("Account"), reverse("wagtailadmin_account"), icon_name="user")
    return [
        *([account] if standing_of(request).is_staff else []),
        sidebar.ActionMenuItem("language", name, reverse("desk:language", args=[code]), icon_name="globe"),
        sidebar.ActionMenuItem("logout", _("Log out"), reverse("wagtailadmin_logout"), icon_name="logout"),
    ]
