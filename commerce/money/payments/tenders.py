"""Ways to pay that are money of our own books. A higher app registers how its kind is set aside, taken and let go."""

from collections.abc import Callable
from dataclasses import dataclass

from commerce.foundation.accounts.models import User
from commerce.foundation.core.registries import Registry
from commerce.money.payments.models import Payment, Refund


def _untold(user: User) -> int:
    """A kind of money that tells nobody how much there is."""
    return 0


@dataclass(frozen=True, slots=True)
class Tender:
    """What a kind of money does for an attempt to pay; each runs inside its caller's transaction.

    `hold` sets the attempt's amount aside, or raises what the payer is told. `take` turns what is held into receipts,
    `let_go` frees it: both once, however often asked. `give_back` credits a refund from `refunds_payable`. `balance`
    tells what a person can pay with now.
    """

    name: str
    hold: Callable[[Payment], None]
    take: Callable[[Payment], None]
    let_go: Callable[[Payment], None]
    give_back: Callable[[Refund], None]
    balance: Callable[[User], int]


tenders: Registry[Tender] = Registry("tender")


def tender(
    name: str,
    *,
    hold: Callable[[Payment], None],
    take: Callable[[Payment], None],
    let_go: Callable[[Payment], None],
    give_back: Callable[[Refund], None],
    balance: Callable[[User], int] = _untold,
) -> Tender:
    """Register how `name` pays; called from the AppConfig of the app that keeps such money."""
    return tenders.add(name, Tender(name, hold, take, let_go, give_back, balance))
