"""Days on which markets were paid: what arrived, came back, is with the bank, or waits for somebody's yes."""

from collections.abc import Callable
from datetime import timedelta

from commerce.earnings.payouts.calendar import is_working_day
from commerce.earnings.payouts.models import Payout, PayoutRun, PayoutTerms
from commerce.earnings.payouts.services import approve_run, ask_run, set_terms, work_on_run
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import Batch
from config.demo.past import living
from config.demo.people import STAFF, person

EVERY_DAY = {
    "hold_days": 3,
    "market_word_hold_days": 7,
    "minimum": 1_000_000,
    "schedule": PayoutTerms.Schedule.DAILY,
    "early_allowed": True,
    "early_percent": 1,
}
RIGHTS = frozenset(f"remittances.{right}" for right in ("approve_remittance", "add_batch", "check_batch", "send_batch"))


def agree() -> None:
    """Markets of the golden plan are paid every working day and wait less; the others once a week."""
    set_terms(actor=SYSTEM, starts_on=clock.today(), fields=EVERY_DAY, plan="gold")


def come(number: int, days: float) -> None:
    """After some of the orders, the nearest working day before is a payday."""
    if number not in PAYDAYS:
        return
    for days_before in range(7):
        with living(timedelta(days=days + days_before)):
            if is_working_day(clock.today()):
                PAYDAYS[number]()
                return


def _waits() -> PayoutRun:
    run = ask_run(actor=SYSTEM, scope=PayoutRun.Scope.DUE)
    return work_on_run(run_id=run.pk) or run


def _is_with_the_bank() -> Batch:
    zahra, chief = _staff("finance"), _staff("admin")
    approve_run(actor=zahra, run=_waits())
    batch = remittances.make_batch(actor=zahra, batch_format="paya-csv", kind="payout")
    remittances.check_batch(actor=chief, batch=batch.public_id)
    remittances.export_batch(batch=batch.public_id)
    return remittances.mark_sent(actor=zahra, batch=batch.public_id, bank_reference=f"{clock.today():%y%m%d}-17")


def _arrived() -> None:
    for payout in _sent():
        remittances.mark_settled(actor=_staff("finance"), public_id=payout)


def _came_back() -> None:
    for payout in _sent():
        remittances.mark_returned(actor=_staff("finance"), public_id=payout, reason="شمارهٔ شبا با نام گیرنده نمی‌خواند")


def _sent() -> list[str]:
    _is_with_the_bank()
    waiting = Payout.objects.filter(status=Payout.Status.SENT)
    return list(waiting.values_list("remittance__public_id", flat=True))


def _staff(role: str) -> Actor:
    known, _group = STAFF[role]
    return Actor("user", person(known).public_id, rights=RIGHTS)


# By the number of the order after which it was.
PAYDAYS: dict[int, Callable[[], object]] = {14: _arrived, 24: _came_back, 35: _is_with_the_bank, 46: _waits}
