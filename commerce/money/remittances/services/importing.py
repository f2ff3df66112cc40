"""Files of results: kept when they come, looked at, then applied."""

import io
from collections import Counter
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import IllegalTransition, NotFound
from commerce.foundation.core.sheets import MOST_BYTES
from commerce.money.remittances import locks
from commerce.money.remittances.models import Batch, ResultFile
from commerce.money.remittances.policies import SEND, require
from commerce.money.remittances.results import ResultLine, Verdict, read_lines, read_results
from commerce.money.remittances.services.batching import SUBJECT
from commerce.money.remittances.services.ending import mark_returned, mark_settled


@transaction.atomic
def keep_results(*, actor: Actor, batch: str, upload: IO[bytes]) -> ResultFile:
    """Take in what the bank wrote about a batch that it has; nothing changes by it yet."""
    require(SEND, actor=actor)
    about = locks.batch(batch)
    if about.status != Batch.Status.SENT:
        raise IllegalTransition(wanted=Batch.Status.SENT)
    content = upload.read(MOST_BYTES + 1)
    read_lines(io.BytesIO(content), about.batch_format)
    kept = ResultFile(batch=about, uploaded_by=actor.key)
    kept.file.save(kept.public_id, ContentFile(content))
    note(actor=actor, action="batch.results_taken_in", subject_kind=SUBJECT, subject_ref=about.public_id)
    return kept


@transaction.atomic
def apply_results(*, actor: Actor, result_file: str) -> ResultFile:
    """Do what a kept file says, all of it; lines that say nothing new do nothing."""
    require(SEND, actor=actor)
    kept = ResultFile.objects.filter(public_id=result_file).first()
    if kept is None:
        raise NotFound()
    batch = locks.batch(kept.batch.public_id)
    done = Counter(_apply(actor, line) for line in read_results(kept))
    kept.applied_by, kept.applied_at = actor.key, clock.now()
    kept.settled += done[Verdict.SETTLED]
    kept.returned += done[Verdict.RETURNED]
    kept.save(update_fields=["applied_by", "applied_at", "settled", "returned"])
    details = {"settled": done[Verdict.SETTLED], "returned": done[Verdict.RETURNED]}
    note(actor=actor, action="batch.results_applied", subject_kind=SUBJECT, subject_ref=batch.public_id, data=details)
    return kept


def _apply(actor: Actor, line: ResultLine) -> Verdict:
    if line.remittance is not None and line.verdict == Verdict.SETTLED:
        mark_settled(actor=actor, public_id=line.remittance.public_id, bank_reference=line.bank_reference)
    elif line.remittance is not None and line.verdict == Verdict.RETURNED:
        mark_returned(
            actor=actor,
            public_id=line.remittance.public_id,
            reason=line.reason or line.said,
            bank_reference=line.bank_reference,
        )
    return line.verdict
