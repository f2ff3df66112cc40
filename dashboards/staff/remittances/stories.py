"""What happened to a remittance, a batch or a bank account, in words and with names, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.selectors import trail_of
from dashboards.staff.remittances.owners import Named, name_actors

ACTS: Mapping[str, str | Promise] = {
    "remittance.asked": _("Asked for"),
    "remittance.half_approved": _("Approved by a first person"),
    "remittance.approved": _("Approved"),
    "remittance.refused": _("Refused"),
    "remittance.cancelled": _("Cancelled by its owner"),
    "remittance.sent": _("Sent to the bank"),
    "remittance.settled": _("Arrived"),
    "remittance.returned": _("Returned by the bank"),
    "batch.made": _("Put together"),
    "batch.checked": _("Checked"),
    "batch.exported": _("Its file was made"),
    "batch.downloaded": _("Its file was taken"),
    "batch.sent": _("Sent to the bank"),
    "batch.dissolved": _("Dissolved"),
    "batch.results_taken_in": _("Results were taken in"),
    "batch.results_applied": _("Results were applied"),
    "bank_account.added": _("Added"),
    "bank_account.made_default": _("Made the default"),
    "bank_account.verified": _("Verified"),
    "bank_account.refused": _("Refused"),
    "bank_account.removed": _("Removed"),
}


@dataclass(frozen=True)
class Act:
    """One thing somebody did."""

    text: str | Promise
    who: Named
    at: datetime
    reason: str


def story_of(subject_kind: str, subject_ref: str) -> list[Act]:
    """All that was done to one thing."""
    entries = list(trail_of(subject_kind=subject_kind, subject_ref=subject_ref))
    keys = [f"{entry.actor_kind}:{entry.actor_ref}" for entry in entries]
    names = name_actors(keys)
    return [
        Act(ACTS.get(entry.action, entry.action), names[key], entry.at, _reason(entry.data))
        for entry, key in zip(entries, keys, strict=True)
    ]


def _reason(data: Mapping[str, Any]) -> str:
    return str(data.get("reason") or data.get("refusal_reason") or data.get("bank_reference") or "")
