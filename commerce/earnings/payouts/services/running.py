"""Runs: one makes itself on every working day, others are asked for; a run proposes, people approve."""

import logging

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction

from commerce.earnings.payouts.calendar import is_working_day
from commerce.earnings.payouts.models import Outcome, PayoutRun
from commerce.earnings.payouts.policies import START, require
from commerce.earnings.payouts.selectors.runs import Turn, since_of, turns
from commerce.earnings.payouts.services.paying import pay_for_run
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock, works
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import DomainError

logger = logging.getLogger(__name__)
# Named, not imported: a task is a door, and doors stand above services.
WORK = "payouts.work_on_run"


def begin_run_of_today() -> PayoutRun | None:
    """Make today's run once, when its hour has come and banks work; None where there is nothing to make."""
    day = clock.today()
    now = clock.now().astimezone(clock.TEHRAN)
    known = PayoutRun.objects.filter(day=day, is_automatic=True).exists()
    if known or now.hour < settings.PAYOUT_RUN_HOUR or not is_working_day(day):
        return None
    try:
        with transaction.atomic():
            return _made(actor=SYSTEM, scope=PayoutRun.Scope.DUE, is_automatic=True)
    except IntegrityError:
        return None


@transaction.atomic
def ask_run(*, actor: Actor, scope: str) -> PayoutRun:
    """Have the markets gone through whose day it is, or those that staff pay; others approve what comes of it."""
    require(START, actor=actor)
    return _made(actor=actor, scope=PayoutRun.Scope(scope), is_automatic=False)


def work_on_run(*, run_id: int) -> PayoutRun | None:
    """Go through the markets of a run, each in a transaction of its own; one that fails keeps no other waiting.

    A worker that takes over from a dead one finds the lines that were kept and goes on behind them; so does the one
    that tries those that failed again, until the run itself has failed.
    """
    run = works.begin(model=PayoutRun, work_id=run_id)
    if run is None:
        return None
    actor = _actor_of(run)
    wanted = list(turns(scope=run.scope, since=run.since, day=run.day))
    failed = 0
    for place, turn in enumerate(wanted, start=1):
        failed += not _pay_apart(actor, run, turn)
        works.report(run, done=place, total=len(wanted))
    if failed:
        return run
    paid = [line.amount for line in run.lines.filter(outcome=Outcome.PAID)]
    works.finish(run, paid=len(paid), total=sum(paid))
    return run


def _pay_apart(actor: Actor, run: PayoutRun, turn: Turn) -> bool:
    try:
        pay_for_run(actor=actor, run=run, market_ref=turn.market_ref, due_on=turn.due_on, terms=turn.terms)
    except (DomainError, DatabaseError):
        logger.exception("Paying market %s out in run %s failed", turn.market_ref, run.public_id)
        return False
    return True


def _actor_of(run: PayoutRun) -> Actor:
    """Who asked for a run, and so cannot approve what it proposes."""
    kind, _colon, ref = run.asked_by.partition(":")
    return Actor(kind, ref)


def _made(*, actor: Actor, scope: str, is_automatic: bool) -> PayoutRun:
    day = clock.today()
    run = PayoutRun.objects.create(
        scope=scope, day=day, since=since_of(day), is_automatic=is_automatic, asked_by=actor.key
    )
    note(
        actor=actor,
        action="payout_run.asked",
        subject_kind="payout_run",
        subject_ref=run.public_id,
        data={"scope": str(scope), "day": day.isoformat()},
    )
    transaction.on_commit(lambda: current_app.tasks[WORK].delay(run.pk), robust=True)
    return run
