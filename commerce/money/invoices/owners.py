"""What owners of papers trade as: the app that knows a kind of owner answers for it."""

from collections.abc import Callable
from dataclasses import dataclass

from commerce.foundation.core.registries import Registry


@dataclass(frozen=True, slots=True)
class Trader:
    """A name and where its owner is found, for whoever told the tax office nothing."""

    name: str
    address: str = ""
    phone: str = ""


traders: Registry[Callable[[str], Trader]] = Registry("trader on papers")


def trader_of(*, kind: str, ref: str) -> Trader:
    """What an owner trades as; its reference where nobody knows it."""
    return traders.get(kind)(ref) if kind in traders else Trader(name=ref)
