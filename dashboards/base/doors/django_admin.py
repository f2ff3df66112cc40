"""Django's own admin stands behind the same door."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dashboards.base.access import standing_of


class DjangoAdminDoor:
    """For superusers; whoever is not confirmed is sent from any of its addresses, its login too, to the one door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.resolver_match is None or "admin" not in request.resolver_match.app_names:
            return None
        standing = standing_of(request)
        if standing.is_staff:
            return None if standing.user.is_superuser else render(request, "404.html", status=404)
        wanted = reverse("admin:index") if request.path == reverse("admin:login") else request.get_full_path()
        return redirect(f"{reverse('door:login')}?{urlencode({'way': 'staff', 'next': wanted})}")
