"""What we hold about a person. Apps above register what they export and how they forget."""

from collections.abc import Callable
from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.core.registries import Registry

# A JSON value of what the app holds about the person.
exporters: Registry[Callable[[User], Any]] = Registry("exporter")
# Forget or anonymise, inside the one transaction of leaving; a DomainError (open orders, money left) refuses it.
erasers: Registry[Callable[[User], None]] = Registry("eraser")


@exporters.register("account")
def account(user: User) -> dict[str, Any]:
    return {
        "id": user.public_id,
        "mobile": user.mobile,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "national_code": user.national_code,
        "joined_at": user.date_joined,
    }


@exporters.register("sessions")
def sessions(user: User) -> list[dict[str, Any]]:
    columns = ("audience", "device_name", "platform", "agent", "address", "created_at", "refreshed_at", "revoked_at")
    return list(user.sessions.order_by("created_at").values(*columns))
