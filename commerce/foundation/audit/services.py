"""Writing the trail, in the transaction of the act itself."""

from collections.abc import Mapping
from typing import Any

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor, Tenant


def note(
    *,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_ref: str,
    data: Mapping[str, Any] | None = None,
    tenant: Tenant | None = None,
) -> AuditEntry:
    """Note who did what to what, and for which business; secrets do not belong in `data`."""
    return AuditEntry.objects.create(
        actor_kind=actor.kind,
        actor_ref=actor.ref,
        tenant_kind=tenant.kind if tenant else "",
        tenant_ref=tenant.ref if tenant else "",
        action=action,
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        data=dict(data or {}),
        ip=actor.ip or None,
    )
