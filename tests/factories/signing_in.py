"""How people come in: `bearer(user)` is an API client signed in, `Phone(mobile)` shows what was sent to a number."""

import json
import secrets

from django.conf import settings
from rest_framework.test import APIClient

from commerce.foundation.accounts import services
from commerce.foundation.accounts.models import User


def new_mobile() -> str:
    """A number nobody has, to which nothing was sent in runs before."""
    return f"+98919{secrets.randbelow(10**7):07}"


def bearer(user: User, *, audience: str = "shopper", **device: str) -> APIClient:
    """An API client signed in as a person on one surface."""
    pair = services.start_session(user=user, audience=audience, device=services.Device(**device))
    return with_token(pair.access)


def with_token(access: str) -> APIClient:
    """An API client with an access token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


class Phone:
    """What arrived at a number."""

    def __init__(self, mobile: str) -> None:
        self.mobile = mobile

    @property
    def messages(self) -> list[dict[str, str]]:
        outbox = settings.OUTBOX_ROOT / "sms.jsonl"
        lines = outbox.read_text(encoding="utf-8").splitlines() if outbox.exists() else []
        return [message for message in map(json.loads, lines) if message["mobile"] == self.mobile]

    @property
    def code(self) -> str:
        """The newest code."""
        return [message["code"] for message in self.messages if "code" in message][-1]
