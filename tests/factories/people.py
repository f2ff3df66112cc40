"""People and how they come in. In the stories Sara buys, Omid and Mina sell, Reza works for the platform."""

import json
import secrets
from itertools import count
from typing import Any

from django.conf import settings
from rest_framework.test import APIClient

from commerce.foundation.accounts import services
from commerce.foundation.accounts.models import User

# Another beginning in every run: the phone still holds what was sent in runs before.
_numbers = count(secrets.randbelow(9_000_000))


def new_mobile() -> str:
    """A number nobody has."""
    return f"+98912{next(_numbers):07}"


def person(**fields: Any) -> User:
    """A person with an account."""
    return User.objects.create_user(fields.pop("mobile", None) or new_mobile(), **fields)


def make_user(mobile: str | None = None, **fields: Any) -> User:
    """A person; the number is new unless told."""
    return person(mobile=mobile, **fields)


def sara() -> User:
    return _known("+989350000001", first_name="سارا", last_name="محمدی")


def omid() -> User:
    return _known("+989350000002", first_name="امید", last_name="رضایی")


def mina() -> User:
    return _known("+989350000003", first_name="مینا", last_name="کریمی")


def reza() -> User:
    return _known("+989350000004", first_name="رضا", last_name="احمدی", is_staff=True)


def _known(mobile: str, **fields: Any) -> User:
    return User.objects.filter(mobile=mobile).first() or person(mobile=mobile, **fields)


def bearer(user: User, *, audience: str = "shopper", **device: str) -> APIClient:
    """An API client signed in as a person on one surface."""
    return with_token(services.start_session(user=user, audience=audience, device=services.Device(**device)).access)


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
