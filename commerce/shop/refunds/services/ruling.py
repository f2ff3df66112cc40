"""The rules and reasons of refunds, entered and changed by staff."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, Text
from commerce.shop.refunds.models import RefundPolicy, RefundReason
from commerce.shop.refunds.policies import RULE

RULES = frozenset(
    {"title", "position", "side", "kinds", "states", "within_days", "auto_most", "vendor_decides", "vendor_hours"}
    | {"ways", "is_active"}
)
REASONS = frozenset(["code", "title_fa", "title_en", "sides", "position", "is_active"])


@transaction.atomic
def save_policy(*, actor: Actor, changes: Mapping[str, Any], policy: RefundPolicy | None = None) -> RefundPolicy:
    """Enter a rule or change one; requests that were asked before stand as they are."""
    row = policy or RefundPolicy()
    _save(row, changes, RULES, actor)
    _note(actor, "refund_policy.saved", row.public_id, changes)
    return row


@transaction.atomic
def save_reason(*, actor: Actor, changes: Mapping[str, Any], reason: RefundReason | None = None) -> RefundReason:
    """Enter a reason or change one; its code stays, since requests name it."""
    row = reason or RefundReason()
    known = REASONS - {"code"} if reason else REASONS
    _save(row, {name: value for name, value in changes.items() if name in known}, known, actor)
    _note(actor, "refund_reason.saved", row.code, changes)
    return row


def _save(row: RefundPolicy | RefundReason, changes: Mapping[str, Any], known: frozenset[str], actor: Actor) -> None:
    if RULE not in actor.rights:
        raise Forbidden(wanted_right=RULE)
    for name, value in changes.items():
        if name in known:
            setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        raise InvalidInput({name: _told(problems) for name, problems in error.error_dict.items()}) from error
    row.save()


def _told(problems: list[ValidationError]) -> list[tuple[str, Text]]:
    return [(problem.code or "invalid", str(message)) for problem in problems for message in problem.messages]


def _note(actor: Actor, action: str, ref: str, changes: Mapping[str, Any]) -> None:
    note(actor=actor, action=action, subject_kind=action.partition(".")[0], subject_ref=ref, data={**changes})
