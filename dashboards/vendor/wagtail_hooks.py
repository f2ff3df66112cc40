from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from dashboards.base.access import Standing
from dashboards.base.menus import DeskMenuItem
from dashboards.vendor import searches, urls

__all__ = ["searches"]


def works_with(right: str):
    def shown(standing: Standing) -> bool:
        return any(seat.may(right) for seat in standing.seats)

    return shown


@hooks.register("register_admin_urls")
def vendor_urls():
    return [path("vendor/", include((urls.urlpatterns, "vendor")))]


@hooks.register("register_admin_menu_item")
def home_item():
    return DeskMenuItem(
        _("My market"),
        reverse_lazy("vendor:home"),
        name="vendor-home",
        icon_name="home",
        order=10,
        shown=lambda s: bool(s.seats),
    )


@hooks.register("register_admin_menu_item")
def orders_item():
    shown = works_with("orders.view")
    return DeskMenuItem(
        _("My orders"),
        reverse_lazy("vendor:orders"),
        name="vendor-orders",
        icon_name="clipboard-list",
        order=11,
        shown=shown,
    )


@hooks.register("register_admin_menu_item")
def refunds_item():
    shown = works_with("orders.view")
    return DeskMenuItem(
        _("Refunds"),
        reverse_lazy("vendor:refunds"),
        name="vendor-refunds",
        icon_name="resubmit",
        order=12,
        shown=shown,
    )


@hooks.register("register_admin_menu_item")
def products_item():
    shown = works_with("products.view")
    return DeskMenuItem(
        _("My products"),
        reverse_lazy("vendor:products"),
        name="vendor-products",
        icon_name="tag",
        order=12,
        shown=shown,
    )


@hooks.register("register_admin_menu_item")
def money_item():
    shown = works_with("money.view")
    return DeskMenuItem(
        _("My money"),
        reverse_lazy("vendor:money"),
        name="vendor-money",
        icon_name="form",
        order=13,
        shown=shown,
    )


@hooks.register("register_admin_menu_item")
def simulator_item():
    shown = works_with("money.view")
    return DeskMenuItem(
        _("Simulator"),
        reverse_lazy("vendor:simulator"),
        name="vendor-simulator",
        icon_name="crosshairs",
        order=14,
        shown=shown,
    )


@hooks.register("register_admin_menu_item")
def invoices_item():
    shown = works_with("money.view")
    return DeskMenuItem(
        _("Invoices"),
        reverse_lazy("vendor:invoices"),
        name="vendor-invoices",
        icon_name="doc-full-inverse",
        order=14,
        shown=shown,
    )
