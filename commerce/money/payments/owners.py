"""Whose gateways there may be beside the platform's: the app that knows a kind of owner answers for it."""

from collections.abc import Callable

from commerce.foundation.core.registries import Registry

own_gateways: Registry[Callable[[str], bool]] = Registry("owner of gateways")


def may_have_own_gateway(*, kind: str, ref: str) -> bool:
    """Whether an owner may be paid through a contract of its own."""
    return kind in own_gateways and own_gateways.get(kind)(ref)
