"""Putting markets on plans."""

from django.db import transaction
from django.utils import timezone

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, NotFound
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import MarketPlan, Plan

PUT_ON_PLAN = "plans.change_marketplan"


@transaction.atomic
def put_on_plan(*, actor: Actor, market: Market, plan: str | None) -> MarketPlan | None:
    """Put a market on a plan by its slug, or on none; what it sold before keeps its shares."""
    if actor.kind != "system" and PUT_ON_PLAN not in actor.rights:
        raise Forbidden(wanted_right=PUT_ON_PLAN)
    note(actor=actor, action="market.plan", subject_kind="market", subject_ref=market.public_id, data={"plan": plan})
    if plan is None:
        MarketPlan.objects.filter(market=market).delete()
        return None
    wanted = Plan.objects.filter(slug=plan).first()
    if wanted is None:
        raise NotFound()
    standing, _made = MarketPlan.objects.update_or_create(
        market=market, defaults={"plan": wanted, "since": timezone.now()}
    )
    return standing
