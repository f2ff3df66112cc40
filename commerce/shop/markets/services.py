"""What a person may ask for about a market: open it, tell about it, staff it, show it, take it away."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import SYSTEM, Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.foundation.regions import selectors as regions
from commerce.shop.markets.errors import HandleTaken, OwnerStays, UnknownMarket
from commerce.shop.markets.events import (
    MarketChanged,
    MarketCreated,
    MarketPublished,
    MarketRestricted,
    MarketSuspended,
    MarketUnrestricted,
    TeamChanged,
)
from commerce.shop.markets.handles import normalise_handle
from commerce.shop.markets.locks import lock_market
from commerce.shop.markets.models import Market, Membership, Restriction
from commerce.shop.markets.policies import PUBLISH_MARKET, RESTRICT_MARKET, require, require_stranger
from commerce.shop.markets.selectors import market_of
from commerce.shop.markets.states import MARKET_MOVES

PROFILE_FIELDS = frozenset(
    {
        "name",
        "tagline",
        "description",
        "phone",
        "dispatch_days",
        "shipping_price",
        "free_shipping_from",
        "takes_cash",
    }
)


def create_market(*, actor: Actor, owner: User, handle: str, name: str, city: str | None = None) -> Market:
    """Open a market, unseen until staff publish it; who opens it owns it."""
    market = Market(handle=normalise_handle(handle), name=name, city=regions.city(slug=city) if city else None)
    try:
        with transaction.atomic():
            market.save()
            Membership.objects.create(market=market, user=owner, role=Membership.Role.OWNER)
            record(MarketCreated(market=market.public_id, by=actor.key))
    except IntegrityError as error:
        raise HandleTaken() from error
    return market


@transaction.atomic
def update_profile(*, actor: Actor, tenant: Tenant, changes: dict[str, Any]) -> Market:
    """Change what a market says of itself and how it sends; `city` is a slug or None."""
    require("market.manage", held_by=tenant)
    market = market_of(tenant)
    changes = dict(changes)
    if "city" in changes:
        slug = changes.pop("city")
        market.city = regions.city(slug=slug) if slug else None
    if unknown := set(changes) - PROFILE_FIELDS:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    for field, value in changes.items():
        setattr(market, field, value)
    market.save(update_fields=[*changes, "city", "search_key"])
    record(MarketChanged(market=market.public_id, by=actor.key))
    return market


@transaction.atomic
def publish_market(*, actor: Actor, market: Market) -> Market:
    """Show a market to shoppers; the first time is remembered."""
    require(PUBLISH_MARKET, held_by=actor)
    move(
        market,
        to=Market.Status.PUBLISHED,
        table=MARKET_MOVES,
        published_at=market.published_at or timezone.now(),
    )
    record(MarketPublished(market=market.public_id, by=actor.key))
    record(MarketChanged(market=market.public_id, by=actor.key))
    return market


@transaction.atomic
def suspend_market(*, actor: Actor, market: Market, reason: str) -> Market:
    """Hide a market and all it sells; orders it has stay its own to fulfil."""
    require(PUBLISH_MARKET, held_by=actor)
    move(market, to=Market.Status.SUSPENDED, table=MARKET_MOVES)
    record(MarketSuspended(market=market.public_id, by=actor.key, reason=reason))
    record(MarketChanged(market=market.public_id, by=actor.key))
    return market


@transaction.atomic
def allow_own_gateway(*, actor: Actor, market: Market, allowed: bool) -> Market:
    """Let a market be paid through a contract with a bank of its own, or let it no more."""
    require(PUBLISH_MARKET, held_by=actor)
    market.may_have_own_gateway = allowed
    market.save(update_fields=["may_have_own_gateway"])
    record(MarketChanged(market=market.public_id, by=actor.key))
    note(
        actor=actor,
        action="market.own_gateway_allowed" if allowed else "market.own_gateway_forbidden",
        subject_kind="market",
        subject_ref=market.public_id,
    )
    return market


@transaction.atomic
def restrict(*, actor: Actor, market_ref: str, what: str, why: str, debt: str = "") -> Restriction:
    """Forbid a market one thing for a while. `debt` names the bill that does so; else staff do, with a reason.

    What is forbidden already stays as it is, but that staff take over what a debt forbade: it is theirs to lift then.
    """
    require(RESTRICT_MARKET, held_by=actor)
    _refuse_strange_restriction(what, why)
    market = _locked(market_ref)
    open_row = market.restrictions.filter(what=what, lifted_at=None).first()
    if open_row and (debt or open_row.cause_kind == Restriction.Cause.STAFF):
        return open_row
    if open_row:
        _end(open_row, actor=actor, why=why)
    row = Restriction.objects.create(
        market=market,
        what=what,
        why=why,
        cause_kind=Restriction.Cause.DEBT if debt else Restriction.Cause.STAFF,
        cause_ref=debt,
        by=actor.key,
    )
    _keep_forbidden(market)
    record(MarketRestricted(market=market.public_id, by=actor.key, what=what, why=why))
    _note_restriction(actor, "restricted", market, what=what, why=why, debt=debt)
    return row


@transaction.atomic
def lift(*, actor: Actor, market_ref: str, what: str, why: str) -> bool:
    """Allow a market again what it was forbidden; False where it was not. What staff forbade only staff lift."""
    require(RESTRICT_MARKET, held_by=actor)
    require_stranger(actor, market_ref=market_ref)
    _refuse_strange_restriction(what, why)
    market = _locked(market_ref)
    open_row = market.restrictions.filter(what=what, lifted_at=None).first()
    if open_row is None or (actor == SYSTEM and open_row.cause_kind == Restriction.Cause.STAFF):
        return False
    _end(open_row, actor=actor, why=why)
    _keep_forbidden(market)
    record(MarketUnrestricted(market=market.public_id, by=actor.key, what=what))
    _note_restriction(actor, "unrestricted", market, what=what, why=why)
    return True


def _locked(market_ref: str) -> Market:
    market = lock_market(market_ref)
    if market is None:
        raise UnknownMarket()
    return market


def _refuse_strange_restriction(what: str, why: str) -> None:
    if what not in Restriction.What.values:
        raise InvalidInput({"what": [("unknown_restriction", _("There is no such restriction."))]})
    if not why.strip():
        raise InvalidInput({"why": [("required", _("Say why."))]})


def _end(row: Restriction, *, actor: Actor, why: str) -> None:
    row.lifted_at, row.lifted_by, row.lifted_because = timezone.now(), actor.key, why
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])


def _keep_forbidden(market: Market) -> None:
    forbids = market.restrictions.filter(lifted_at=None).order_by("what")
    market.forbidden = list(forbids.values_list("what", flat=True))
    market.save(update_fields=["forbidden"])


def _note_restriction(actor: Actor, act: str, market: Market, **data: str) -> None:
    note(actor=actor, action=f"market.{act}", subject_kind="market", subject_ref=market.public_id, data=data)


@transaction.atomic
def add_member(*, actor: Actor, tenant: Tenant, user: User, role: str) -> Membership:
    """Give a person a place in a market, or another role in it; ownership is not given away here."""
    require("team.manage", held_by=tenant)
    market = market_of(tenant)
    if role not in {Membership.Role.MANAGER, Membership.Role.CLERK}:
        raise InvalidInput({"role": [("unknown_role", _("A person joins as a manager or a clerk."))]})
    _refuse_owner(market, user)
    seat, _made = Membership.objects.update_or_create(
        market=market, user=user, defaults={"role": role, "is_active": True}
    )
    record(TeamChanged(market=market.public_id, by=actor.key, user=user.public_id))
    return seat


@transaction.atomic
def remove_member(*, actor: Actor, tenant: Tenant, user: User) -> None:
    """Take a person's place in a market away; the trace of what they did stays."""
    require("team.manage", held_by=tenant)
    market = market_of(tenant)
    _refuse_owner(market, user)
    if Membership.objects.filter(market=market, user=user, is_active=True).update(is_active=False):
        record(TeamChanged(market=market.public_id, by=actor.key, user=user.public_id))


def _refuse_owner(market: Market, user: User) -> None:
    if Membership.objects.filter(market=market, user=user, role=Membership.Role.OWNER).exists():
        raise OwnerStays()
