"""The people of the stories: Sara buys, Omid and Mina sell, Reza works for the platform."""

import itertools
from typing import Any

from commerce.foundation.accounts.models import User

_numbers = itertools.count(9350000001)


def make_user(mobile: str | None = None, **fields: Any) -> User:
    """A person; the number is new unless told."""
    return User.objects.create_user(mobile or f"+98{next(_numbers)}", **fields)


def sara() -> User:
    return _known("+989120000001", first_name="سارا", last_name="محمدی")


def omid() -> User:
    return _known("+989120000002", first_name="امید", last_name="رضایی")


def mina() -> User:
    return _known("+989120000003", first_name="مینا", last_name="کریمی")


def reza() -> User:
    return _known("+989120000004", first_name="رضا", last_name="احمدی", is_staff=True)


def _known(mobile: str, **fields: Any) -> User:
    return User.objects.filter(mobile=mobile).first() or make_user(mobile, **fields)
