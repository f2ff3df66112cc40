from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from dashboards.base import menus, services_only, urls

hooks.register("construct_main_menu", menus.keep_what_opens)
hooks.register("construct_settings_menu", menus.without_users)
hooks.register("construct_search", menus.keep_searches)
hooks.register("register_actions", services_only.register_actions)


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("desk/", include((urls.urlpatterns, "desk")))]


@hooks.register("insert_global_admin_css")
def desk_css():
    return format_html('<link rel="stylesheet" href="{}">', static("dashboard/dashboard.css"))


@hooks.register("insert_global_admin_js")
def desk_js():
    scripts = ("palette", "dialogs", "shortcuts")
    return format_html_join("", '<script src="{}" defer></script>', ((static(f"dashboard/{x}.js"),) for x in scripts))
