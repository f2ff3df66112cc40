"""Whose gateways there may be beside the platform's: the app that knows a kind of owner answers for it."""

from collections.abc import Callable

from commerce.foundation.core.registries import Registry

own_gateways: Registry[Callable[[str], bool]] = Registry("owner of gateways")


def may_have_own_gateway(*, kind: str, ref: str) -> bool:
    """Whether an owner may be paid through a contract of its own."""
    return kind in own_gateways and own_gateways.get(kind)(ref)


# Told with the owner's reference, the refund's and the amount; then `vendor_free` is credited, in one transaction.
_repaid: Registry[Callable[[str, str, int], None]] = Registry("what owners of gateways gave back")
notes_repaid = _repaid.register


def note_repaid(*, kind: str, ref: str, refund: str, amount: int) -> None:
    """Tell the app that keeps an owner's money that the owner's own gateway gave a payer so much back."""
    if kind in _repaid:
        _repaid.get(kind)(ref, refund, amount)
