"""Long work that somebody asked for: a row says how far it is, a worker does it, and a dead worker's is taken up again.

An app derives its row from `Work`, starts its task after the commit, and sweeps `waiting_work` by beat.
"""

from datetime import timedelta
from typing import Any, Final, TypeVar

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.states import move, moves, try_move

WORK: Final = moves({"waiting": "working failed", "working": "working done failed", "done": "", "failed": ""})
# Longer than a task may run: whoever was silent for this long is dead.
LAPSE: Final = timedelta(minutes=10)
MOST_TRIES: Final = 3

W = TypeVar("W", bound="Work")


class Work(models.Model):
    """Asked, waiting, being worked on, done or failed."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("being worked on")
        DONE = "done", pgettext_lazy("work", "done")
        FAILED = "failed", _("failed")

    public_id = PublicIdField()
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    asked_by = models.CharField(_("asked by"), max_length=80)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    steps_done = models.BigIntegerField(default=0)
    steps_total = models.BigIntegerField(default=0)
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.WAITING, self.Status.WORKING}

    @property
    def is_due(self) -> bool:
        """Whether nobody has begun it, or its worker is dead."""
        silent = self.touched_at is None or self.touched_at < timezone.now() - LAPSE
        return self.is_open and silent

    @property
    def percent(self) -> int:
        """How far it is, of a hundred."""
        if self.status == self.Status.DONE:
            return 100
        return min(99, self.steps_done * 100 // self.steps_total) if self.steps_total else 0


def one_at_a_time(name: str) -> models.UniqueConstraint:
    """At most one open row in the table."""
    return models.UniqueConstraint(Value(1), condition=Q(status__in=["waiting", "working"]), name=name)


def waiting_work(*, model: type[W], limit: int = 100) -> list[int]:
    """What nobody has begun, or whose worker is dead, oldest first."""
    lapsed = Q(status=Work.Status.WORKING, touched_at__lt=timezone.now() - LAPSE)
    due = model._default_manager.filter(Q(status=Work.Status.WAITING) | lapsed).order_by("id")
    return list(due.values_list("pk", flat=True)[:limit])


def begin(*, model: type[W], work_id: int) -> W | None:
    """Take up a work; None where another worker has it, it is over, or it was tried too often."""
    row = model._default_manager.filter(pk=work_id).first()
    if row is None or not row.is_due:
        return None
    if row.tries >= MOST_TRIES:
        fail(row, problem="interrupted")
        return None
    now = timezone.now()
    mine = model._default_manager.filter(pk=work_id, status=row.status, tries=row.tries)
    if not mine.update(status=Work.Status.WORKING, touched_at=now, tries=row.tries + 1, steps_done=0):
        return None
    row.refresh_from_db()
    return row


def report(row: Work, *, done: int, total: int) -> None:
    """Say how far it is, for whoever looks and as a sign of life."""
    row.steps_done, row.steps_total = done, total
    still = type(row)._default_manager.filter(pk=row.pk, status=Work.Status.WORKING)
    still.update(steps_done=done, steps_total=total, touched_at=timezone.now())


def finish(row: Work, **result: Any) -> None:
    """End it with what came out."""
    move(row, to=Work.Status.DONE, table=WORK, finished_at=timezone.now(), **result)


def fail(row: Work, *, problem: str) -> None:
    """End it without a result."""
    try_move(row, to=Work.Status.FAILED, table=WORK, finished_at=timezone.now(), problem=problem[:300])
