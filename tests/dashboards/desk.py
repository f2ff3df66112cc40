"""Sitting down at the dashboard, and walking along its addresses."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts.models import User
from dashboards.staff.groups import ensure_groups

BACKEND = "django.contrib.auth.backends.ModelBackend"


def desk_of(user: User) -> Client:
    """A browser in which somebody came in by their phone."""
    client = Client(headers={"accept-language": "fa"})
    client.force_login(user, backend=BACKEND)
    return client


def staff_desk_of(user: User) -> Client:
    """A browser in which a member of staff came in with the second factor too."""
    client = desk_of(user)
    device, _made = TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)
    session = client.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    return client


def in_group(user: User, name: str) -> User:
    """A person placed among the staff, read anew so that no old rights are remembered."""
    ensure_groups()
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return User.objects.get(pk=user.pk)


def addresses(prefix: str = "dashboard/") -> Iterator[tuple[str, str]]:
    """Every address of the dashboard as (name, path), with stand-ins for what varies."""
    root = get_resolver()
    for entry in root.url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == prefix:
            yield from _walk(entry, "/" + prefix, "")


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[tuple[str, str]]:
    inner = f"{namespace}{resolver.namespace}:" if resolver.namespace else namespace
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path + _filled(entry.pattern), inner)
        elif isinstance(entry, URLPattern) and str(entry.pattern) != "^":
            yield f"{inner}{entry.name or ''}", path + _filled(entry.pattern)


def _filled(pattern: Any) -> str:
    text = str(pattern).replace("^", "").replace("$", "").replace(r"\Z", "")
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__
        stand_in = {"IntConverter": "1", "UUIDConverter": "00000000-0000-0000-0000-000000000000"}.get(kind, "x")
        for written in (f"<{_short(kind)}:{name}>", f"<{name}>"):
            text = text.replace(written, stand_in)
    return text


def _short(kind: str) -> str:
    return {
        "IntConverter": "int",
        "StringConverter": "str",
        "SlugConverter": "slug",
        "UUIDConverter": "uuid",
        "PathConverter": "path",
    }.get(kind, "str")
