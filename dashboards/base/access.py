"""Who is let into the dashboard, and as what."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from wagtail.admin.auth import user_has_any_page_permission

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.rest.addresses import client_address
from dashboards.base.seats import Seat, seats_of

ENTER = "wagtailadmin.access_admin"


class WorkplaceBackend(BaseBackend):
    """Whoever works in a market may enter the dashboard; what they find there is the guard's to say."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == ENTER and user_obj.is_active and bool(seats_of(user_obj))


@dataclass(frozen=True)
class Standing:
    """As what somebody stands in the dashboard on this request."""

    user: Any
    is_staff: bool
    seats: list[Seat]

    @property
    def is_superuser(self) -> bool:
        return self.is_staff and bool(self.user.is_superuser)

    @property
    def is_administrator(self) -> bool:
        return self.is_staff and self.user.has_perm("auth.change_group")

    @property
    def is_editor(self) -> bool:
        return self.is_staff and user_has_any_page_permission(self.user)

    def may(self, permission: str) -> bool:
        return self.is_staff and self.user.has_perm(permission)


def standing_of(request: HttpRequest) -> Standing:
    """Staff only with a confirmed second factor, whichever door they came in by."""
    standing = getattr(request, "_standing", None)
    if standing is None:
        user = request.user
        staff = user.is_authenticated and user.is_active and user.is_staff and _confirmed(user)
        standing = request._standing = Standing(user=user, is_staff=staff, seats=seats_of(user))  # type: ignore[attr-defined]
    return standing


def _confirmed(user: Any) -> bool:
    return not settings.STAFF_TOTP_REQUIRED or user.is_verified()


def actor_of(request: HttpRequest, seat: Seat | None = None) -> Actor:
    """Who asks, for services and the audit trail: with the rights of a seat, or of staff."""
    if seat:
        rights = seat.rights
    else:
        standing = standing_of(request)
        rights = frozenset(standing.user.get_all_permissions()) if standing.is_staff else frozenset()
    ref: str = request.user.public_id  # type: ignore[union-attr]
    return Actor(kind="user", ref=ref, rights=rights, ip=client_address(request))
