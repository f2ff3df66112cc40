"""Checking the books because somebody asked: in the background, with its result kept."""

from typing import Final

from celery import current_app
from django.db import IntegrityError, transaction

from commerce.foundation.core import works
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import CheckUnderWay
from commerce.money.ledger.models import CheckRun
from commerce.money.ledger.policies import require_checking

TASK: Final = "ledger.run_check"
MOST_FINDINGS: Final = 200


def ask_check(*, actor: Actor = SYSTEM) -> CheckRun:
    """Have the books checked by a worker; one check at a time."""
    require_checking(actor)
    try:
        with transaction.atomic():
            run = CheckRun.objects.create(asked_by=actor.key)
            transaction.on_commit(lambda: current_app.tasks[TASK].delay(run.pk), robust=True)
    except IntegrityError as error:
        raise CheckUnderWay from error
    return run


def run_check(*, run_id: int) -> CheckRun | None:
    """Check the books and keep what was found; nothing happens where another worker is at it."""
    run = works.begin(model=CheckRun, work_id=run_id)
    if run is None:
        return None
    drifts = find_drift(tell=lambda done, total: works.report(run, done=done, total=total))
    works.finish(run, findings=[[drift.check, drift.finding] for drift in drifts[:MOST_FINDINGS]])
    return run
