"""The chart of accounts: kinds by their code, and the reference by which anybody names an account."""

from dataclasses import dataclass
from typing import Final

from commerce.money.ledger.kinds import KINDS, AccountKind

CHART: Final = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True, order=True)
class AccountRef:
    """An account by its kind and its owner's public reference; it is opened by its first posting."""

    kind: str
    owner_kind: str = "platform"
    owner_ref: str = "platform"

    def __post_init__(self) -> None:
        if self.kind not in CHART:
            raise LookupError(f"No account kind {self.kind!r} in the chart.")

    @property
    def in_chart(self) -> AccountKind:
        """What the chart says of its kind."""
        return CHART[self.kind]
