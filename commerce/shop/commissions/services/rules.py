"""The table of commission rules: adding, changing, ordering. What was sold before keeps its shares."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound
from commerce.shop.commissions import policies
from commerce.shop.commissions.errors import ShadowsOthers
from commerce.shop.commissions.locks import lock_rules
from commerce.shop.commissions.models import CommissionRule

CHANGEABLE = frozenset(
    {"name", "is_active", "applies_to", "markets", "plans", "categories", "products", "brands", "payments"}
    | {"min_price", "max_price", "starts_at", "ends_at", "percent", "fixed", "floor", "cap"}
)


@transaction.atomic
def add_rule(*, actor: Actor, fields: Mapping[str, Any]) -> CommissionRule:
    """Add a rule at the end of the table, where it can hide no other."""
    policies.require_set_rate(actor)
    lock_rules()
    last = CommissionRule.objects.aggregate(last=Max("position"))["last"] or 0
    rule = CommissionRule(position=last + 1, **_known(fields))
    _save(rule)
    _tell(actor, "commission.rule_added", rule, fields)
    return rule


@transaction.atomic
def change_rule(
    *, actor: Actor, rule: str, fields: Mapping[str, Any], even_if_it_shadows: bool = False
) -> CommissionRule:
    """Change a rule from now on.

    Raises ShadowsOthers where it would then match everything above other rules, unless that is meant.
    """
    policies.require_set_rate(actor)
    rules = lock_rules()
    changed = _named(rules, rule)
    for name, value in _known(fields).items():
        setattr(changed, name, value)
    _refuse_shadow(changed, rules, even_if_it_shadows)
    _save(changed)
    _tell(actor, "commission.rule_changed", changed, fields)
    return changed


@transaction.atomic
def move_rule(*, actor: Actor, rule: str, to: int, even_if_it_shadows: bool = False) -> CommissionRule:
    """Put a rule at a place of the table, the first being 1; the others close up.

    Raises ShadowsOthers where it matches everything and others would stand below it, unless that is meant.
    """
    policies.require_set_rate(actor)
    rules = lock_rules()
    moved = _named(rules, rule)
    order = [one for one in rules if one.pk != moved.pk]
    order.insert(max(0, min(to - 1, len(order))), moved)
    _refuse_shadow(moved, order, even_if_it_shadows)
    for place, one in enumerate(order, start=1):
        if one.position != place:
            CommissionRule.objects.filter(pk=one.pk).update(position=place)
            one.position = place
    _tell(actor, "commission.rule_moved", moved, {"to": moved.position})
    return moved


@transaction.atomic
def remove_rule(*, actor: Actor, rule: str) -> None:
    """Take a rule out of the table; decisions that it made keep their own copy of it."""
    policies.require_set_rate(actor)
    rules = lock_rules()
    removed = _named(rules, rule)
    _tell(actor, "commission.rule_removed", removed, {"name": removed.name})
    removed.delete()
    CommissionRule.objects.filter(position__gt=removed.position).update(position=F("position") - 1)


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - CHANGEABLE:
        raise InvalidInput({name: [("unknown_field", _("This cannot be changed."))] for name in sorted(unknown)})
    return dict(fields)


def _save(rule: CommissionRule) -> None:
    try:
        rule.full_clean(exclude=["position"])
    except ValidationError as error:
        problems = error.message_dict.items()
        raise InvalidInput(
            {name: [("invalid", message) for message in messages] for name, messages in problems}
        ) from error
    rule.save()


def _refuse_shadow(rule: CommissionRule, order: list[CommissionRule], even_if_it_shadows: bool) -> None:
    hidden = [one.name for one in order[order.index(rule) + 1 :] if one.is_active]
    if rule.is_active and rule.matches_everything and hidden and not even_if_it_shadows:
        raise ShadowsOthers(rules=hidden)


def _named(rules: list[CommissionRule], public_id: str) -> CommissionRule:
    found = next((rule for rule in rules if rule.public_id == public_id), None)
    if found is None:
        raise NotFound()
    return found


def _tell(actor: Actor, action: str, rule: CommissionRule, data: Mapping[str, Any]) -> None:
    told = {name: value if isinstance(value, int | str | list | None) else str(value) for name, value in data.items()}
    note(actor=actor, action=action, subject_kind="commission_rule", subject_ref=rule.public_id, data=told)
