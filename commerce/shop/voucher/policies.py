"""Who may make and end vouchers."""

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden

MAKE = "voucher.add_voucher"
END = "voucher.change_voucher"


def require(right: str, *, held_by: Actor) -> None:
    """Say no to whoever is not staff with the right."""
    if held_by.kind != "system" and right not in held_by.rights:
        raise Forbidden(wanted_right=right)
