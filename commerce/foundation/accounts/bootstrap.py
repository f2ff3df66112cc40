"""What an app needs at its start. Apps above register their part: `@contributors.register("cart")`."""

from collections.abc import Callable
from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.registries import Registry
from commerce.foundation.flags import selectors as flags

# (person, credentials) -> a JSON value; it costs every start of the app, so it must be cheap.
contributors: Registry[Callable[[User, Credentials], Any]] = Registry("bootstrap contributor")


def gather(user: User, credentials: Credentials) -> dict[str, Any]:
    """Every part, by its name."""
    return {name: contribute(user, credentials) for name, contribute in contributors.items()}


@contributors.register("flags")
def flags_of(user: User, credentials: Credentials) -> dict[str, bool]:
    return flags.flags_of(actor_ref=user.public_id)
