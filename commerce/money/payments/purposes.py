"""What can be paid for. A higher app registers its purpose; payments never heard of orders."""

from collections.abc import Callable
from dataclasses import dataclass

from commerce.foundation.core.registries import Registry
from commerce.money.payments.models import Payment, Refund

Hook = Callable[[Payment], None]
RefundHook = Callable[[Refund], None]


def _nothing(payment: Payment) -> None:
    """A purpose that does not mind when an attempt ends unpaid."""


def _not_interested(refund: Refund) -> None:
    """A purpose that does not mind when its money has gone back."""


def _no_link(reference: str) -> str:
    return ""


def _always(reference: str) -> bool:
    return True


@dataclass(frozen=True)
class Purpose:
    """How one kind of thing is paid for.

    `on_captured` runs once for each captured payment, in the transaction that captures it, also when the money comes
    late: it fulfils or owes the money back. `on_closed` runs in the transaction that ends an attempt unpaid,
    `on_refunded` in the one that writes down that money has left for the payer. Nobody is sent to a bank for what is
    not `is_awaited` any more: paid by another attempt, or called off.
    """

    name: str
    on_captured: Hook
    title: Callable[[str], str]
    on_closed: Hook = _nothing
    link: Callable[[str], str] = _no_link
    is_awaited: Callable[[str], bool] = _always
    on_refunded: RefundHook = _not_interested


purposes: Registry[Purpose] = Registry("purpose")


def payable(
    name: str,
    *,
    on_captured: Hook,
    title: Callable[[str], str],
    on_closed: Hook = _nothing,
    link: Callable[[str], str] = _no_link,
    is_awaited: Callable[[str], bool] = _always,
    on_refunded: RefundHook = _not_interested,
) -> Purpose:
    """Register what `name` pays for; called from the AppConfig of the app that sells it."""
    return purposes.add(name, Purpose(name, on_captured, title, on_closed, link, is_awaited, on_refunded))


def purpose_of(payment: Payment) -> Purpose:
    return purposes.get(payment.purpose)


def is_awaited(payment: Payment) -> bool:
    """Whether the thing that is paid for still waits for its money."""
    return purpose_of(payment).is_awaited(payment.reference)
