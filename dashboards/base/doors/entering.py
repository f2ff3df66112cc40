"""Where somebody stands on the way in: kept in the cookie session, and only for minutes."""

import time
from typing import Any

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as confirm

from commerce.foundation.accounts import services
from commerce.foundation.accounts.models import User
from commerce.foundation.core.rest.addresses import client_address

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALFWAY, NUMBER, NEXT = "door.halfway", "door.number", "door.next"
HALFWAY_SECONDS = 5 * 60
STAFF_SESSION_SECONDS = 12 * 60 * 60


def remember_next(request: HttpRequest) -> None:
    """Keep where somebody wanted to go, if that is ours."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        request.session[NEXT] = wanted


def stand_halfway(request: HttpRequest, user: User) -> None:
    """The password was right; the authenticator is still to come."""
    request.session.cycle_key()
    request.session[HALFWAY] = {"user": user.pk, "stamp": user.get_session_auth_hash(), "at": int(time.time())}


def who_stands_halfway(request: HttpRequest) -> User | None:
    """The member of staff who gave a right password minutes ago, and has not changed it since."""
    halfway: dict[str, Any] = request.session.get(HALFWAY) or {}
    if not halfway or time.time() - halfway["at"] > HALFWAY_SECONDS:
        return None
    user = User.objects.filter(pk=halfway["user"], is_staff=True, is_active=True).first()
    return user if user and user.get_session_auth_hash() == halfway["stamp"] else None


def let_staff_in(request: HttpRequest, user: User, device: Any = None) -> HttpResponse:
    """Open a cookie session for a member of staff, confirmed by the authenticator where there is one."""
    wanted = _wanted(request)
    auth.login(request, user, backend=BACKEND)
    if device is not None:
        confirm(request, device)
    request.session.set_expiry(STAFF_SESSION_SECONDS)
    services.note_entry(user=user, address=client_address(request))
    return redirect(wanted)


def let_vendor_in(request: HttpRequest, user: User) -> HttpResponse:
    """Open a cookie session for somebody who works in a market."""
    wanted = _wanted(request)
    auth.login(request, user, backend=BACKEND)
    return redirect(wanted)


def _wanted(request: HttpRequest) -> str:
    for name in (HALFWAY, NUMBER):
        request.session.pop(name, None)
    wanted: str = request.session.pop(NEXT, None) or reverse("wagtailadmin_home")
    return wanted
