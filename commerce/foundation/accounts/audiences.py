"""Who may enter which surface. A higher app registers the question of its own surface: markets fills `vendor`."""

from collections.abc import Callable

from commerce.foundation.accounts.errors import NoMarket
from commerce.foundation.accounts.models import Audience, User
from commerce.foundation.core.registries import Registry

# Does this person have a place there? `@audience_gates.register("vendor")`
audience_gates: Registry[Callable[[User], bool]] = Registry("audience gate")


def may_enter(user: User, audience: str) -> bool:
    """Whether the surface knows this person; shoppers are everybody, a surface nobody registered has no one."""
    if audience == Audience.SHOPPER:
        return True
    return audience in audience_gates and audience_gates.get(audience)(user)


def require_entry(user: User, audience: str) -> None:
    """Refuse a vendor's token to someone who works in no market."""
    if not may_enter(user, audience):
        raise NoMarket()


@audience_gates.register(Audience.STAFF)
def is_staff(user: User) -> bool:
    return user.is_staff
