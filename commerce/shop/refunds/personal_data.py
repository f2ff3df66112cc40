"""What a person asked back in an export; at a farewell nothing may be open, and their words go."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.shop.refunds.errors import RefundOpen
from commerce.shop.refunds.models import RefundRequest


@exporters.register("refunds")
def export(user: User) -> list[dict[str, Any]]:
    asked = RefundRequest.objects.filter(order__user=user).order_by("pk")
    rows = asked.values("order__number", "kind", "amount", "status", "note", "refused_because", "asked_at")
    return [dict(row) for row in rows]


@erasers.register("refunds")
def erase(user: User) -> None:
    asked = RefundRequest.objects.filter(order__user=user)
    if asked.open().exists():
        raise RefundOpen()
    asked.update(note="")
