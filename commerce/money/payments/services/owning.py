"""A market's own contract with a bank: what is paid there goes straight to the vendor."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.foundation.core.ids import random_id
from commerce.money.payments.errors import OwnGatewayNotAllowed
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.services.changing import save_changes, save_new
from commerce.money.payments.services.terms import OWNERS_TERMS

MANAGE_MONEY = "money.manage"


def open_market_gateway(
    *,
    actor: Actor,
    tenant: Tenant,
    credentials: Credentials,
    bank: str,
    secrets: Mapping[str, str | None],
    terms: Mapping[str, Any],
) -> Gateway:
    """Enter a market's own contract with a bank, one for each bank; `secrets` are what that bank gave."""
    _require(tenant)
    _require_allowed(tenant)
    if bank not in banks:
        raise InvalidInput({"bank": [("invalid_choice", _("This bank is not spoken here."))]})
    require_step_up(credentials=credentials)
    gateway = Gateway(slug=f"{bank}-{random_id()}", adapter=bank, owner_kind=tenant.kind, owner_ref=tenant.ref)
    return save_new(gateway=gateway, actor=actor, secrets=secrets, terms=terms, changeable=OWNERS_TERMS, tenant=tenant)


def change_market_gateway(
    *,
    actor: Actor,
    tenant: Tenant,
    credentials: Credentials,
    slug: str,
    terms: Mapping[str, Any],
    secrets: Mapping[str, str | None] | None = None,
) -> Gateway:
    """Change a market's own contract; credentials that are left blank stay as they are."""
    _require(tenant)
    _refuse_strange(tenant, slug)
    _require_allowed(tenant)
    require_step_up(credentials=credentials)
    return save_changes(
        slug=slug, actor=actor, secrets=secrets or {}, terms=terms, changeable=OWNERS_TERMS, tenant=tenant
    )


def close_market_gateway(*, actor: Actor, tenant: Tenant, credentials: Credentials, slug: str) -> Gateway:
    """Offer a market's own gateway no more; its bank is still asked about what is open there."""
    _require(tenant)
    _refuse_strange(tenant, slug)
    require_step_up(credentials=credentials)
    return save_changes(
        slug=slug, actor=actor, secrets={}, terms={"is_active": False}, changeable=OWNERS_TERMS, tenant=tenant
    )


def _require(tenant: Tenant) -> None:
    if MANAGE_MONEY not in tenant.rights:
        raise Forbidden(wanted_right=MANAGE_MONEY)


def _require_allowed(tenant: Tenant) -> None:
    if not may_have_own_gateway(kind=tenant.kind, ref=tenant.ref):
        raise OwnGatewayNotAllowed


def _refuse_strange(tenant: Tenant, slug: str) -> None:
    if not Gateway.objects.of_owner(tenant.kind, tenant.ref).filter(slug=slug).exists():
        raise NotFound
