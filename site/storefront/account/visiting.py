"""Who is signed in on the web shop. Kept under a key of its own, which no door of the dashboard reads."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from commerce.foundation.accounts.models import Audience, User
from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.rest.addresses import client_address

SHOPPER, NUMBER, NEXT = "shop.shopper", "shop.number", "shop.next"


def let_in(request: HttpRequest, user: User) -> None:
    """Open the web shop for somebody who proved their number."""
    request.session.cycle_key()
    request.session[SHOPPER] = {"id": user.public_id, "stamp": user.get_session_auth_hash(), "stepped_up_at": None}


def let_out(request: HttpRequest) -> None:
    """Close the web shop and forget who was here; a dashboard open in the same browser stays open."""
    for name in (SHOPPER, NUMBER, NEXT):
        request.session.pop(name, None)
    request.session.cycle_key()


def shopper_of(request: HttpRequest) -> User | None:
    """Whose account is open, unless all their sessions were ended since."""
    kept: dict[str, Any] = request.session.get(SHOPPER) or {}
    if not kept:
        return None
    user: User | None = User.objects.filter(public_id=kept["id"], is_active=True).first()
    return user if user is not None and user.get_session_auth_hash() == kept["stamp"] else None


def actor_of(request: HttpRequest, user: User) -> Actor:
    """The shopper as services and the audit trail know them."""
    return Actor(kind="user", ref=user.public_id, ip=client_address(request))


def credentials_of(request: HttpRequest) -> Credentials:
    """What the open account may do: a delicate act wants a code of the last minutes."""
    confirmed = (request.session.get(SHOPPER) or {}).get("stepped_up_at")
    return Credentials(Audience.SHOPPER, "", datetime.fromisoformat(confirmed) if confirmed else None)


def note_step_up(request: HttpRequest) -> None:
    """Remember that a fresh code confirmed this browser."""
    request.session[SHOPPER] = {**request.session[SHOPPER], "stepped_up_at": timezone.now().isoformat()}
