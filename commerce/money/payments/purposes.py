"""What can be paid for. A higher app registers its purpose; payments never heard of orders."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from commerce.foundation.accounts.models import User
from commerce.foundation.core.registries import Registry
from commerce.money.payments.models import Chargeback, Payment, Refund

Hook = Callable[[Payment], None]
BY_GATEWAY = frozenset({Payment.Method.GATEWAY.value})
RefundHook = Callable[[Refund], None]
TakenBackHook = Callable[[Chargeback], int]
ChargebackHook = Callable[[Chargeback], None]


def _nothing(payment: Payment) -> None:
    """A purpose that does not mind when an attempt ends unpaid."""


def _not_interested(refund: Refund) -> None:
    """A purpose that does not mind when its money has gone back."""


def _borne_by_us(chargeback: Chargeback) -> int:
    """A purpose of which nobody has a share: what a bank takes back is our own loss."""
    return 0


def _indifferent(chargeback: Chargeback) -> None:
    """A purpose that does not mind what a bank does."""


def _no_link(reference: str) -> str:
    return ""


def _always(reference: str) -> bool:
    return True


class Owner(NamedTuple):
    """Whose a thing is, or a contract with a bank: a market by its reference, or the platform."""

    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks for a way to pay: a person, or a guest by the token of a cart."""

    user: User | None = None
    cart_token: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """By which methods one thing can be paid; `seller` alone sells all of it, so its own gateway may be used."""

    methods: frozenset[str]
    seller: Owner | None = None


AskTerms = Callable[[Asker, str], Terms]


@dataclass(frozen=True)
class Purpose:
    """How one kind of thing is paid for.

    `on_captured` runs once for each captured payment, in the transaction that captures it, also when the money comes
    late: it fulfils or owes the money back. `on_closed` runs in the transaction that ends an attempt unpaid,
    `on_refunded` in the one that writes down that money has left for the payer. Nobody is sent to a bank for what is
    not `is_awaited` any more: paid by another attempt, or called off. `wants_late` says whether money that comes after
    all may still buy it. `on_disputed` hears first that a bank took money back, before anybody agreed that it did.
    `on_charged_back` takes it from those who had a share, and answers how much they bear; nought where the fault was
    ours. `on_chargeback_ended` hears that it was refused, lost, or won, and then gives them that again. `methods` are
    the ways to pay that it takes, `terms` those an asker may choose for a thing or, where none is named, for what is
    about to be paid.
    """

    name: str
    on_captured: Hook
    title: Callable[[str], str]
    on_closed: Hook = _nothing
    link: Callable[[str], str] = _no_link
    is_awaited: Callable[[str], bool] = _always
    on_refunded: RefundHook = _not_interested
    wants_late: Callable[[str], bool] = _always
    methods: frozenset[str] = BY_GATEWAY
    terms: AskTerms | None = None
    on_disputed: ChargebackHook = _indifferent
    on_charged_back: TakenBackHook = _borne_by_us
    on_chargeback_ended: ChargebackHook = _indifferent


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
    wants_late: Callable[[str], bool] = _always,
    methods: Iterable[str] = BY_GATEWAY,
    terms: AskTerms | None = None,
    on_disputed: ChargebackHook = _indifferent,
    on_charged_back: TakenBackHook = _borne_by_us,
    on_chargeback_ended: ChargebackHook = _indifferent,
) -> Purpose:
    """Register what `name` pays for; called from the AppConfig of the app that sells it."""
    purpose = Purpose(
        name,
        on_captured,
        title,
        on_closed=on_closed,
        link=link,
        is_awaited=is_awaited,
        on_refunded=on_refunded,
        wants_late=wants_late,
        methods=frozenset(methods),
        terms=terms,
        on_disputed=on_disputed,
        on_charged_back=on_charged_back,
        on_chargeback_ended=on_chargeback_ended,
    )
    return purposes.add(name, purpose)


def purpose_of(payment: Payment) -> Purpose:
    return purposes.get(payment.purpose)


def is_awaited(payment: Payment) -> bool:
    """Whether the thing that is paid for still waits for its money."""
    return purpose_of(payment).is_awaited(payment.reference)


def terms_of(name: str, *, asker: Asker, reference: str = "") -> Terms:
    """How an asker may pay for a thing of a purpose."""
    purpose = purposes.get(name)
    return purpose.terms(asker, reference) if purpose.terms else Terms(purpose.methods)
