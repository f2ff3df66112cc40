"""What staff enter and change about contracts with banks; credentials go in and never come out."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden, InvalidInput, Text
from commerce.money.payments.contracts import clean_credentials, credentials_entered
from commerce.money.payments.errors import GatewayExists
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import ProvesByReceipt
from commerce.money.payments.locks import lock_gateway
from commerce.money.payments.models import Gateway
from commerce.money.payments.services.terms import STAFF_TERMS, as_noted, set_terms

MANAGE_GATEWAYS = "payments.change_gateway"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def enter_gateway(
    *,
    actor: Actor,
    slug: str,
    bank: str,
    secrets: Mapping[str, str | None],
    terms: Mapping[str, Any],
    owner: Tenant = PLATFORM,
) -> Gateway:
    """Enter a contract of the platform, or of a market, with a bank; its callback address ends in the slug."""
    _require(actor)
    _refuse_strange(slug=slug, bank=bank)
    gateway = Gateway(slug=slug, adapter=bank, owner_kind=owner.kind, owner_ref=owner.ref)
    return save_new(gateway=gateway, actor=actor, secrets=secrets, terms=terms, changeable=STAFF_TERMS, tenant=owner)


def change_gateway(
    *, actor: Actor, slug: str, changes: Mapping[str, Any], secrets: Mapping[str, str | None] | None = None
) -> Gateway:
    """Change what is agreed about a gateway, or its credentials; open payments go on as they began."""
    _require(actor)
    return save_changes(slug=slug, actor=actor, secrets=secrets or {}, terms=changes, changeable=STAFF_TERMS)


def save_new(
    *,
    gateway: Gateway,
    actor: Actor,
    secrets: Mapping[str, str | None],
    terms: Mapping[str, Any],
    changeable: frozenset[str],
    tenant: Tenant,
) -> Gateway:
    """Keep a new contract; its caller has asked whether the actor may."""
    gateway.credentials = clean_credentials(gateway.adapter, secrets)
    set_terms(gateway=gateway, terms=terms, changeable=changeable)
    _refuse_second_row(gateway)
    try:
        with transaction.atomic():
            gateway.save(force_insert=True)
            noted = as_noted(gateway=gateway, terms=terms) | {
                "bank": gateway.adapter,
                "credentials": credentials_entered(gateway),
            }
            note(
                actor=actor,
                action="gateway.opened",
                subject_kind="gateway",
                subject_ref=gateway.slug,
                data=noted,
                tenant=tenant,
            )
    except IntegrityError as error:
        raise GatewayExists from error
    return gateway


@transaction.atomic
def save_changes(
    *,
    slug: str,
    actor: Actor,
    secrets: Mapping[str, str | None],
    terms: Mapping[str, Any],
    changeable: frozenset[str],
    tenant: Tenant | None = None,
) -> Gateway:
    """Keep what changed of a contract; its caller has asked whether the actor may."""
    gateway = lock_gateway(slug=slug)
    set_terms(gateway=gateway, terms=terms, changeable=changeable)
    noted, fields = as_noted(gateway=gateway, terms=terms), list(terms)
    if entered := {name: value for name, value in secrets.items() if value is None or value.strip()}:
        gateway.credentials = clean_credentials(gateway.adapter, entered, kept=json.loads(gateway.credentials))
        noted["credentials"], fields = sorted(entered), [*fields, "credentials"]
    if {"credentials", "is_test"} & set(fields):
        _refuse_second_row(gateway)
    gateway.save(update_fields=fields)
    note(actor=actor, action="gateway.changed", subject_kind="gateway", subject_ref=slug, data=noted, tenant=tenant)
    return gateway


def _require(actor: Actor) -> None:
    if MANAGE_GATEWAYS not in actor.rights:
        raise Forbidden(wanted_right=MANAGE_GATEWAYS)


def _refuse_second_row(gateway: Gateway) -> None:
    """A receipt is known by its row: at two rows of one contract it would pay twice, if it names no order."""
    bank = banks.get(gateway.adapter)
    if gateway.is_test or not isinstance(bank, ProvesByReceipt):
        return
    others = Gateway.objects.filter(adapter=gateway.adapter, is_test=False).exclude(pk=gateway.pk)
    contract, *known = (json.loads(row.credentials).get(bank.contract_named_by) for row in [gateway, *others])
    if contract and contract in known:
        raise GatewayExists


def _refuse_strange(*, slug: str, bank: str) -> None:
    problems: dict[str, list[tuple[str, Text]]] = {}
    if not _SLUG.fullmatch(slug):
        problems["slug"] = [("invalid", _("It is made of small letters, digits and hyphens."))]
    if bank not in banks:
        problems["bank"] = [("invalid_choice", _("This bank is not spoken here."))]
    if problems:
        raise InvalidInput(problems)
