"""Turning a switch."""

from collections.abc import Sequence

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.flags.models import Flag
from commerce.foundation.flags.policies import require_set_flag
from commerce.foundation.flags.selectors import CACHE_KEY

LONGEST_REF = 24


@transaction.atomic
def set_flag(
    *,
    actor: Actor,
    name: str,
    state: str,
    percent: int = 0,
    people: Sequence[str] = (),
    markets: Sequence[str] = (),
    description: str | None = None,
) -> Flag:
    """Turn a switch for nobody, everybody, or a share of people and those named; made where missing."""
    require_set_flag(actor)
    if state not in Flag.State.values:
        raise InvalidInput({"state": [("unknown_state", _("off, on or partial."))]})
    if not 0 <= percent <= 100:
        raise InvalidInput({"percent": [("not_a_share", _("From 0 to 100."))]})
    if any(len(ref) > LONGEST_REF for ref in (*people, *markets)):
        raise InvalidInput({"people": [("unknown_id", _("Name people and markets by their public ids."))]})
    columns = {"state": state, "percent": percent, "people": list(people), "markets": list(markets)}
    described = {} if description is None else {"description": description}
    flag, _made = Flag.objects.update_or_create(
        name=name, defaults={**columns, **described, "changed_at": timezone.now()}
    )
    note(actor=actor, action="flag.set", subject_kind="flag", subject_ref=name, data=columns)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
    return flag
