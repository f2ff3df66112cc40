"""Why money leaves. A higher app registers its kind; remittances never heard of wallets or payouts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce.foundation.core.errors import Text
from commerce.foundation.core.registries import Registry
from commerce.money.ledger.services import AccountRef

if TYPE_CHECKING:
    from commerce.money.remittances.models import Remittance

Hook = Callable[["Remittance"], None]
APPROVE = "remittances.approve_remittance"


def _nothing(remittance: "Remittance") -> None:
    """A kind that does not mind."""


@dataclass(frozen=True, slots=True)
class RemittanceKind:
    """How one kind of money leaves. Each hook runs once, inside the transaction of the move it is named for.

    `transit` is the kind of the platform's account that holds the money between asking and sending. `on_refused`
    (refused or cancelled) and `on_returned` take it off that account again; what they leave there is drift.
    """

    name: str
    title: Text
    transit: str
    on_refused: Hook
    on_returned: Hook
    on_sent: Hook = _nothing
    approver_right: str = APPROVE

    @property
    def transit_account(self) -> AccountRef:
        return AccountRef(self.transit)


kinds: Registry[RemittanceKind] = Registry("remittance kind")


def remittance_kind(
    name: str,
    *,
    title: Text,
    transit: str,
    on_refused: Hook,
    on_returned: Hook,
    on_sent: Hook = _nothing,
    approver_right: str = APPROVE,
) -> RemittanceKind:
    """Register why money leaves; called from the AppConfig of the app whose money it is."""
    return kinds.add(name, RemittanceKind(name, title, transit, on_refused, on_returned, on_sent, approver_right))
