"""Who may knock at a door at all; what they may do there is asked by the services' policies."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from commerce.foundation.core.errors import Forbidden


class Nobody(BasePermission):
    """The default: a view that names no audience lets nobody in."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return False


class Audience(BasePermission):
    """A token made for another surface is refused here."""

    audiences: frozenset[str] = frozenset()

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if getattr(request.auth, "audience", None) not in self.audiences:
            raise Forbidden(wanted_audience=sorted(self.audiences)[0])
        return True


class ShopperAudience(Audience):
    audiences = frozenset({"shopper", "vendor"})


class VendorAudience(Audience):
    audiences = frozenset({"vendor"})


class StaffAudience(Audience):
    audiences = frozenset({"staff"})


class AnyAudience(Audience):
    audiences = frozenset({"shopper", "vendor", "staff"})
