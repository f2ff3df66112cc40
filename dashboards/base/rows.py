"""Wagtail asks its policies about the model; here every screen is asked about the row."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.permission_policies.base import BasePermissionPolicy

from commerce.shop.markets.models import Market
from dashboards.base.seats import Seat, seat_in, seats_of


class MarketRowPolicy(BasePermissionPolicy):
    """Who has a seat in the market of a row, with the right that an action needs, may do it to that row."""

    def __init__(
        self, model: type[Model], *, rights: Mapping[str, str], market: str = "market", shown: Q | None = None
    ) -> None:
        super().__init__(model)
        self.rights = rights
        self.market = market
        self.shown = shown or Q()

    def may(self, seat: Seat, actions: Iterable[str]) -> bool:
        return any(self.rights.get(action, "") in seat.rights for action in actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.may(seat, actions) for seat in seats_of(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        return self.rows_of([seat.market for seat in seats_of(user) if self.may(seat, actions)])

    def rows_of(self, markets: Collection[Market]) -> QuerySet[Any]:
        wanted = {f"{self.market}__in": [market.pk for market in markets]}
        return self.model._default_manager.filter(self.shown, **wanted)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Nobody may do something to rows of all markets."""
        return get_user_model().objects.none()


class OwnedRowPolicy(MarketRowPolicy):
    """For rows of money, which name their owner by kind and public reference; `owned` leads there."""

    def __init__(
        self, model: type[Model], *, rights: Mapping[str, str], owned: str = "", shown: Q | None = None
    ) -> None:
        super().__init__(model, rights=rights, shown=shown)
        self.owned = owned

    def rows_of(self, markets: Collection[Market]) -> QuerySet[Any]:
        wanted = {
            f"{self.owned}owner_kind": "market",
            f"{self.owned}owner_ref__in": [market.public_id for market in markets],
        }
        return self.model._default_manager.filter(self.shown, **wanted)


class StaffRowPolicy(BasePermissionPolicy):
    """Staff see all rows of a model with one Django permission for each action."""

    def __init__(self, model: type[Model], *, rights: Mapping[str, str]) -> None:
        super().__init__(model)
        self.rights = rights

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.rights and user.is_staff and user.has_perm(self.rights[action])

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        return get_user_model().objects.filter(is_superuser=True)


class RowGuard:
    """A screen about rows: it shows and touches only those that the policy gives this person.

    `action` names what the screen does. Another's row is not there (404); one's own row without the right is 403.
    """

    permission_policy: BasePermissionPolicy
    action = "view"
    row_key = "public_id"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.permission_policy.user_has_permission(request.user, self.action):
            raise PermissionDenied
        if self.row_key in kwargs:
            self.row  # noqa: B018  a stranger's row ends here, before any method runs
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_base_queryset(self) -> QuerySet[Any]:
        """The rows this person may do this to."""
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, [self.action])  # type: ignore[attr-defined]

    def get_row_queryset(self) -> QuerySet[Any]:
        """As above, with what the screen reads beside the row."""
        return self.get_base_queryset()

    @cached_property
    def row(self) -> Any:
        wanted = {self.row_key: self.kwargs[self.row_key]}  # type: ignore[attr-defined]
        row = self.get_row_queryset().filter(**wanted).first()
        if row is not None:
            return row
        seen = self.permission_policy.instances_user_has_permission_for(self.request.user, "view")  # type: ignore[attr-defined]
        if seen.filter(**wanted).exists():
            raise PermissionDenied
        raise Http404


def seat_for(user: Any, market_id: int | None) -> Seat:
    """The seat by which somebody acts on a row of a market."""
    seat = seat_in(user, market_id)
    if seat is None:
        raise Http404
    return seat
