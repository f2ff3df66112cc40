"""Reading the trail, newest first."""

from commerce.foundation.audit.models import AuditEntry, AuditQuerySet


def trail() -> AuditQuerySet:
    """Every act."""
    return AuditEntry.objects.order_by("-at", "-pk")


def trail_of(*, subject_kind: str, subject_ref: str) -> AuditQuerySet:
    """What was done to one thing."""
    return trail().about(subject_kind, subject_ref)


def acts_of(*, actor_kind: str, actor_ref: str) -> AuditQuerySet:
    """What one person or key did."""
    return trail().by(actor_kind, actor_ref)
