"""One gate before every address of the dashboard: what is not named as open to somebody is closed to them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse

from dashboards.base.access import Standing, standing_of

# Before signing in, and furniture without content.
DOORS = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
)
# For everybody who works here; and Wagtail's account form, which writes names and pictures itself, for staff only.
COMMON = frozenset({"wagtailadmin_dismissibles"})
OF_STAFF = frozenset({"wagtailadmin_account"})
# Wagtail's own user form knows nothing of our services: ours stands under `staff`.
REPLACED = frozenset({"wagtailusers_users"})
# Fails on purpose.
POINTLESS = frozenset({"wagtailadmin_error_test"})
# What a group may do is not for those who stand in one: they would give themselves what they lack.
OF_SUPERUSERS = frozenset({"wagtailusers_groups", "wagtailusers_api_tokens"})
# Settings and reports of Wagtail that look across everything.
ADMINISTRATIVE = frozenset(
    {
        "wagtailsites",
        "wagtaillocales",
        "wagtailadmin_reports",
        "wagtailadmin_workflows",
        "wagtailadmin_collections",
    }
)


def is_open(match: ResolverMatch, standing: Standing) -> bool:
    """Whether an address of the dashboard is there at all for somebody."""
    namespace = match.namespaces[0] if match.namespaces else ""
    if match.url_name in COMMON or namespace == "desk":
        return standing.is_staff or bool(standing.seats)
    if namespace == "vendor":
        return bool(standing.seats)
    if namespace == "staff" or match.url_name in OF_STAFF:
        return standing.is_staff
    return _stock_is_open(namespace, match, standing)


def _stock_is_open(namespace: str, match: ResolverMatch, standing: Standing) -> bool:
    if namespace in REPLACED or match.url_name in POINTLESS or match.kwargs.get("app_label") == "accounts":
        return False
    if namespace in OF_SUPERUSERS:
        return standing.is_superuser
    if namespace in ADMINISTRATIVE:
        return standing.is_administrator
    return standing.is_editor or standing.is_administrator


class DashboardGuard:
    """Answers 404 for what is not open, and sends people home to their own work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (
            match is None
            or not request.path.startswith(reverse("wagtailadmin_home"))
            or not request.user.is_authenticated
        ):
            return None
        if match.view_name in DOORS or request.path.startswith(reverse("wagtailadmin_login")):
            return None
        standing = standing_of(request)
        if not (standing.is_staff or standing.seats):
            return _closed(request, standing)
        if match.url_name == "wagtailadmin_home":
            return _own_home(request, standing)
        # PostgreSQL cannot even be asked for a text with a NUL in it.
        return None if is_open(match, standing) and "\0" not in request.path else _closed(request, standing)


def _own_home(request: HttpRequest, standing: Standing) -> HttpResponse | None:
    """Staff begin with the platform's day, vendors with their market's, editors with their pages."""
    if standing.may("order.view_order") or standing.may("markets.view_market"):
        return redirect("staff:home")
    if standing.seats:
        return redirect("vendor:home")
    if not standing.may("wagtailadmin.access_admin"):
        # Wagtail would send them to the login, and the login back here.
        return render(request, "dashboards/login/no_rights.html", status=403)
    return None


def _closed(request: HttpRequest, standing: Standing) -> HttpResponse:
    if not standing.is_staff and not standing.seats:
        return redirect(f"{reverse('wagtailadmin_login')}?next={request.path}")
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise Http404
    return render(request, "dashboards/base/not_found.html", status=404)
