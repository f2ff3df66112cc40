"""Which rows of money a market's people see, and the right that each act needs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.functional import cached_property

from commerce.money.ledger.models import Posting
from commerce.money.payments.models import Gateway
from commerce.money.remittances.models import BankAccount
from commerce.shop.markets.models import Market
from dashboards.base.rows import MarketRowPolicy, OwnedRowPolicy, seat_for
from dashboards.base.screens import VendorSide
from dashboards.base.seats import Seat, seats_of

VIEW, MANAGE = "money.view", "money.manage"
ACCOUNTS = ("vendor_held", "vendor_free", "vendor_debt")

MONEY = MarketRowPolicy(Market, rights={"view": VIEW}, market="pk")
ENTRIES = OwnedRowPolicy(Posting, rights={"view": VIEW}, owned="account__", shown=Q(account__kind__in=ACCOUNTS))
GATEWAYS = OwnedRowPolicy(Gateway, rights={"view": VIEW, "add": MANAGE, "change": MANAGE})
BANK_ACCOUNTS = OwnedRowPolicy(
    BankAccount, rights={"view": VIEW, "add": MANAGE, "change": MANAGE}, shown=Q(removed_at=None)
)


class MoneySide(VendorSide):
    """Acts for the market that owns the row; without a row, for the one on screen, if one may there."""

    @cached_property
    def seat(self) -> Seat:
        seat = seat_for(self.request.user, self.row_market()) if self.has_row else self.current_seat  # type: ignore[attr-defined]
        if not self.permission_policy.may(seat, [self.action]):  # type: ignore[attr-defined]
            raise PermissionDenied
        return seat

    def row_market(self) -> int | None:  # type: ignore[override]
        seats = seats_of(self.request.user)  # type: ignore[attr-defined]
        return next((seat.market.pk for seat in seats if seat.market.public_id == self.row.owner_ref), None)  # type: ignore[attr-defined]

    @property
    def owner(self) -> dict[str, str]:
        """Whose it is, as the services want to hear it."""
        return {"owner_kind": self.seat.tenant.kind, "owner_ref": self.seat.tenant.ref}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"seat": self.seat, "may_manage": self.seat.may(MANAGE)}
