"""Staff set on what terms markets owe."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts.errors import DefaultTermsStay
from commerce.earnings.debts.models import DebtTerms, Sanction
from commerce.earnings.debts.policies import CHANGE_TERMS, require
from commerce.earnings.debts.selectors.terms import scope_of
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, Text
from commerce.shop.markets.models import Market
from commerce.shop.markets.policies import require_stranger
from commerce.shop.plans.models import Plan

LARGEST = 10**14
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: what follows so many days after a bill was due, or from so large a debt on."""

    what: str
    after_days: int | None = None
    from_amount: int | None = None


@dataclass(frozen=True, slots=True)
class TermsDraft:
    """Terms as staff write them, with their whole ladder."""

    bill_by: str
    threshold: int
    grace_days: int
    nets: bool
    smallest: int
    ladder: Sequence[Rung] = ()


@transaction.atomic
def save_terms(*, actor: Actor, draft: TermsDraft, market: Market | None = None, plan: Plan | None = None) -> DebtTerms:
    """Set the terms of a market, of a plan, or else of all; bills that stand keep their day."""
    require(CHANGE_TERMS, actor)
    market_ref = market.public_id if market else ""
    require_stranger(actor, market_ref=market_ref)
    _refuse_strange(draft)
    scope = scope_of(market_ref=market_ref, plan=plan.slug if plan else "")
    values: dict[str, Any] = {
        name: getattr(draft, name) for name in ("bill_by", "threshold", "grace_days", "nets", "smallest")
    }
    by = {"changed_at": clock.now(), "changed_by": actor.key}
    terms, _made = DebtTerms.objects.update_or_create(
        scope=scope, defaults=values | by, create_defaults=values | by | {"market": market, "plan": plan}
    )
    terms.ladder.all().delete()
    Sanction.objects.bulk_create(Sanction(terms=terms, **asdict(rung)) for rung in draft.ladder)
    _note(actor, "saved", terms, values | {"ladder": [asdict(rung) for rung in draft.ladder]})
    return terms


@transaction.atomic
def drop_terms(*, actor: Actor, terms: DebtTerms) -> None:
    """Let a market or plan owe on the terms of all again."""
    require(CHANGE_TERMS, actor)
    if terms.is_default:
        raise DefaultTermsStay()
    _note(actor, "dropped", terms, {})
    terms.delete()


def _refuse_strange(draft: TermsDraft) -> None:
    errors: dict[str, list[tuple[str, Text]]] = {}
    if draft.bill_by not in DebtTerms.BillBy.values:
        errors["bill_by"] = [("unknown", _("There is no such way of billing."))]
    if not 1 <= draft.smallest <= LARGEST:
        errors["smallest"] = [("out_of_range", _("At least a rial."))]
    if not draft.smallest <= draft.threshold <= LARGEST:
        errors["threshold"] = [("below_smallest", _("Not below the smallest debt that matters."))]
    if not 0 <= draft.grace_days <= LONGEST_DAYS:
        errors["grace_days"] = [("out_of_range", _("Within a year."))]
    errors |= _strange_rungs(draft.ladder)
    if errors:
        raise InvalidInput(errors)


def _strange_rungs(ladder: Sequence[Rung]) -> dict[str, list[tuple[str, Text]]]:
    wrong: dict[str, list[tuple[str, Text]]] = {}
    seen: set[str] = set()
    for rung in ladder:
        days, amount = rung.after_days, rung.from_amount
        if rung.what not in Sanction.What.values or rung.what in seen:
            wrong["ladder"] = [("unknown", _("Each step once, and of those there are."))]
        elif days is None and amount is None:
            wrong["ladder"] = [("no_cause", _("A step needs days or an amount."))]
        elif days is not None and not 0 <= days <= LONGEST_DAYS:
            wrong[f"{rung.what}_days"] = [("out_of_range", _("Within a year."))]
        elif amount is not None and not 0 < amount <= LARGEST:
            wrong[f"{rung.what}_amount"] = [("out_of_range", _("More than nothing."))]
        seen.add(rung.what)
    return wrong


def _note(actor: Actor, act: str, terms: DebtTerms, data: dict[str, Any]) -> None:
    note(actor=actor, action=f"debt_terms.{act}", subject_kind="debt_terms", subject_ref=terms.scope, data=data)
