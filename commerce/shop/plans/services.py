"""The plans there are, and putting markets on them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import MarketPlan, Plan

PUT_ON_PLAN = "plans.change_marketplan"
CHANGE_PLAN = "plans.change_plan"


@transaction.atomic
def add_plan(*, actor: Actor, slug: str, title_fa: str, title_en: str, position: int = 0) -> Plan:
    """Make a plan that markets may be put on. Its slug is how rules name it, and stays."""
    _require(actor, CHANGE_PLAN)
    if Plan.objects.filter(slug=slug).exists():
        raise InvalidInput({"slug": [("slug_taken", _("There is a plan of this name already."))]})
    plan = Plan.objects.create(slug=slug, title_fa=title_fa, title_en=title_en, position=position)
    _tell(actor, "plan.added", plan)
    return plan


@transaction.atomic
def change_plan(*, actor: Actor, plan: str, title_fa: str, title_en: str, position: int = 0) -> Plan:
    """Call a plan otherwise, or show it at another place."""
    _require(actor, CHANGE_PLAN)
    changed = _named(plan)
    changed.title_fa, changed.title_en, changed.position = title_fa, title_en, position
    changed.save(update_fields=["title_fa", "title_en", "position"])
    _tell(actor, "plan.changed", changed)
    return changed


@transaction.atomic
def put_on_plan(*, actor: Actor, market: Market, plan: str | None) -> MarketPlan | None:
    """Put a market on a plan by its slug, or on none; what it sold before keeps its shares."""
    _require(actor, PUT_ON_PLAN)
    wanted = _named(plan) if plan else None
    note(actor=actor, action="market.plan", subject_kind="market", subject_ref=market.public_id, data={"plan": plan})
    if wanted is None:
        MarketPlan.objects.filter(market=market).delete()
        return None
    standing, _made = MarketPlan.objects.update_or_create(
        market=market, defaults={"plan": wanted, "since": timezone.now()}
    )
    return standing


def _require(actor: Actor, right: str) -> None:
    if actor.kind != "system" and right not in actor.rights:
        raise Forbidden(wanted_right=right)


def _named(slug: str) -> Plan:
    found = Plan.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def _tell(actor: Actor, action: str, plan: Plan) -> None:
    data = {"title_fa": plan.title_fa, "title_en": plan.title_en, "position": plan.position}
    note(actor=actor, action=action, subject_kind="plan", subject_ref=plan.slug, data=data)
