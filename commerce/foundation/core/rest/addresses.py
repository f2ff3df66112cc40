"""The client's address: what the connection says, or what trusted proxies in front of us say."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address behind `TRUSTED_PROXIES` hops; a client's own X-Forwarded-For is never believed."""
    hops = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    said = forwarded[-hops] if hops and len(forwarded) >= hops else request.META.get("REMOTE_ADDR", "")
    return str(said) if _is_address(said) else ""


def _is_address(said: str) -> bool:
    """A proxy may say `unknown`, and a socket file has no address; neither fits a column."""
    try:
        ip_address(said)
    except ValueError:
        return False
    return True
