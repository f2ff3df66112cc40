"""The table of commission rules: adding, changing, ordering. What was sold before keeps its shares."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DateTimeField, DecimalField, F, Max
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound, Text
from commerce.shop.commissions import policies
from commerce.shop.commissions.errors import RuleStands, ShadowsOthers
from commerce.shop.commissions.hiding import hidden_below
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
    _tell(actor, "commission.rule_added", rule, written(rule=rule))
    return rule


@transaction.atomic
def change_rule(
    *, actor: Actor, rule: str, fields: Mapping[str, Any], even_if_it_shadows: bool = False
) -> CommissionRule:
    """Change a rule from now on.

    Raises ShadowsOthers where it would then take all that rules below it ask for, unless that is meant.
    """
    policies.require_set_rate(actor)
    rules = lock_rules()
    changed = _named(rules, rule)
    before = written(rule=changed)
    for name, value in _known(fields).items():
        setattr(changed, name, value)
    _save(changed, check=lambda: _refuse_shadow(changed, rules, even_if_it_shadows))
    after = written(rule=changed)
    told = {name: {"from": before[name], "to": after[name]} for name in after if before[name] != after[name]}
    _tell(actor, "commission.rule_changed", changed, told)
    return changed


@transaction.atomic
def move_rule(*, actor: Actor, rule: str, to: int, even_if_it_shadows: bool = False) -> CommissionRule:
    """Put a rule at a place of the table, the first being 1; the others close up.

    Raises ShadowsOthers where it would take all that rules below it ask for, unless that is meant.
    """
    policies.require_set_rate(actor)
    rules = lock_rules()
    moved = _named(rules, rule)
    before = moved.position
    order = [one for one in rules if one.pk != moved.pk]
    order.insert(max(0, min(to - 1, len(order))), moved)
    _refuse_shadow(moved, order, even_if_it_shadows)
    _number(order)
    _tell(actor, "commission.rule_moved", moved, {"from": before, "to": moved.position})
    return moved


@transaction.atomic
def remove_rule(*, actor: Actor, rule: str) -> None:
    """Take a rule out of the table; decisions that it made keep their own copy of it."""
    policies.require_set_rate(actor)
    rules = lock_rules()
    removed = _named(rules, rule)
    _tell(actor, "commission.rule_removed", removed, {**written(rule=removed), "position": removed.position})
    removed.delete()
    CommissionRule.objects.filter(position__gt=removed.position).update(position=F("position") - 1)


@transaction.atomic
def restore_rule(*, actor: Actor, rule: str) -> CommissionRule:
    """Put a rule that was taken out back where it stood, as it was.

    Raises NotFound where none of that id was ever taken out, RuleStands where it is in the table.
    """
    policies.require_set_rate(actor)
    rules = lock_rules()
    if any(one.public_id == rule for one in rules):
        raise RuleStands
    trail = AuditEntry.objects.about("commission_rule", rule).filter(action="commission.rule_removed")
    taken_out = trail.order_by("-at", "-pk").first()
    if taken_out is None:
        raise NotFound
    restored = CommissionRule(public_id=rule, position=len(rules) + 1, **read(told=taken_out.data))
    _save(restored)
    rules.insert(max(0, min(taken_out.data["position"] - 1, len(rules))), restored)
    _number(rules)
    _tell(actor, "commission.rule_restored", restored, {"to": restored.position})
    return restored


def written(*, rule: CommissionRule) -> dict[str, Any]:
    """What can be changed of a rule, as the trail keeps it."""
    values = {name: getattr(rule, name) for name in sorted(CHANGEABLE)}
    return {name: value if isinstance(value, int | str | list | None) else str(value) for name, value in values.items()}


def read(*, told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a rule out of what the trail kept of it."""
    kinds = {name: CommissionRule._meta.get_field(name) for name in CHANGEABLE & set(told)}
    typed = (DateTimeField, DecimalField)
    return {name: kind.to_python(told[name]) if isinstance(kind, typed) else told[name] for name, kind in kinds.items()}


def _number(order: list[CommissionRule]) -> None:
    for place, one in enumerate(order, start=1):
        if one.position != place:
            CommissionRule.objects.filter(pk=one.pk).update(position=place)
            one.position = place


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - CHANGEABLE:
        raise InvalidInput({name: [("unknown_field", _("This cannot be changed."))] for name in sorted(unknown)})
    return dict(fields)


def _save(rule: CommissionRule, *, check: Callable[[], None] | None = None) -> None:
    try:
        rule.full_clean(exclude=["position"], validate_constraints=False)
    except ValidationError as error:
        raise InvalidInput(_beside(error.message_dict)) from error
    _refuse_what_cannot_be(rule)
    if check:
        check()
    rule.save()


def _beside(problems: Mapping[str, list[str]]) -> dict[str, list[tuple[str, Any]]]:
    return {name: [("invalid", message) for message in messages] for name, messages in problems.items()}


def _refuse_what_cannot_be(rule: CommissionRule) -> None:
    """What the table's own constraints say, each beside its field and in the words of the business."""
    wrong = {
        "percent": (not 0 <= rule.percent <= 100, _("A commission is between 0 and 100 percent.")),
        "fixed": (rule.fixed < 0, _("This amount is too small.")),
        "floor": (rule.floor < 0, _("This amount is too small.")),
        "cap": (rule.cap is not None and rule.cap < rule.floor, _("The most is less than the least.")),
        "max_price": (_crossed(rule.min_price, rule.max_price), _("The band ends before it begins.")),
        "ends_at": (_crossed(rule.starts_at, rule.ends_at), _("A rule ends later than it begins.")),
    }
    problems: dict[str, list[tuple[str, Text]]] = {
        name: [("invalid", text)] for name, (is_wrong, text) in wrong.items() if is_wrong
    }
    if problems:
        raise InvalidInput(problems)


def _crossed(first: Any, last: Any) -> bool:
    return first is not None and last is not None and last <= first


def _refuse_shadow(rule: CommissionRule, order: list[CommissionRule], even_if_it_shadows: bool) -> None:
    if even_if_it_shadows or not rule.is_active:
        return
    if hidden := [one.name for one in hidden_below(rule, order)]:
        raise ShadowsOthers(rules=hidden)


def _named(rules: list[CommissionRule], public_id: str) -> CommissionRule:
    found = next((rule for rule in rules if rule.public_id == public_id), None)
    if found is None:
        raise NotFound()
    return found


def _tell(actor: Actor, action: str, rule: CommissionRule, told: Mapping[str, Any]) -> None:
    note(actor=actor, action=action, subject_kind="commission_rule", subject_ref=rule.public_id, data=told)
