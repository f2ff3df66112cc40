"""Whether an IBAN belongs to whom it says. Staff look; a service that can be asked registers here."""

from collections.abc import Callable

from commerce.foundation.core.registries import Registry

# (IBAN, holder) → a DomainError where the bank says otherwise. Called outside of transactions.
HolderCheck = Callable[[str, str], None]
holder_checks: Registry[HolderCheck] = Registry("holder check")


def confirm_holder(iban: str, holder: str) -> None:
    """Ask everybody who could know better than staff."""
    for _name, check in holder_checks.items():
        check(iban, holder)
