"""What every screen of the dashboard shares: the frame, the row guard, and refusals that stay on the page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from dashboards.base.access import actor_of
from dashboards.base.rows import RowGuard, seat_for
from dashboards.base.seats import Seat, current_seat


class Refusing:
    """A refused screen is an answer of its own (403), not a way back home."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except (PermissionDenied, Forbidden):
            return render(request, "dashboards/base/refused.html", status=403)
        return answer


class Framed(WagtailAdminTemplateMixin):
    """The frame around a screen: title, trail, icon."""

    trail: tuple[tuple[str, Any], ...] = ()

    def get_trail(self) -> list[dict[str, Any]]:
        return [{"url": reverse(name), "label": label} for name, label in self.trail]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.get_trail(), {"url": "", "label": self.get_page_title()}]


class Acting:
    """Who acts on this screen: staff, unless a seat says otherwise."""

    @property
    def actor(self) -> Actor:
        return actor_of(self.request)  # type: ignore[attr-defined]


class Screen(Refusing, Acting, Framed, TemplateView):
    """A screen without rows of its own."""


class GuardedScreen(Refusing, RowGuard, Acting, Framed, TemplateView):
    """A screen that opens to those whom its policy lets do its action."""


class RowScreen(GuardedScreen):
    """A screen about one row."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"row": self.row}


class VendorSide:
    """Acts with the seat in the row's market; without a row, with the market on screen."""

    @cached_property
    def seat(self) -> Seat:
        return seat_for(self.request.user, self.row_market()) if self.has_row else self.current_seat  # type: ignore[attr-defined]

    @cached_property
    def current_seat(self) -> Seat:
        seat = current_seat(self.request)  # type: ignore[attr-defined]
        if seat is None:
            raise PermissionDenied
        return seat

    @property
    def has_row(self) -> bool:
        return getattr(self, "row_key", "") in self.kwargs  # type: ignore[attr-defined]

    def row_market(self) -> int:
        market: int = self.row.market_id  # type: ignore[attr-defined]
        return market

    @property
    def actor(self) -> Actor:
        return actor_of(self.request, self.seat)  # type: ignore[attr-defined]
