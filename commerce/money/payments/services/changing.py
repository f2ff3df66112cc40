"""What staff change about a contract with a bank; never its credentials here."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.core.validators import mask_iban
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.money.payments.services.wages import clean_wages

MANAGE_GATEWAYS = "payments.change_gateway"
CHANGEABLE = frozenset({"title_fa", "title_en", "is_active", "min_amount", "max_amount", "position", "wages"})


@transaction.atomic
def change_gateway(*, actor: Actor, slug: str, changes: Mapping[str, Any]) -> Gateway:
    """Rename a gateway, switch it on or off, or set its limits; open payments go on as they began."""
    if MANAGE_GATEWAYS not in actor.rights:
        raise Forbidden(wanted_right=MANAGE_GATEWAYS)
    if unknown := set(changes) - CHANGEABLE:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    gateway = Gateway.objects.get(slug=slug)
    if "wages" in changes:
        changes = {**changes, "wages": clean_wages(changes["wages"], bank=banks.get(gateway.adapter))}
    for field, value in changes.items():
        setattr(gateway, field, value)
    if not 0 < gateway.min_amount <= gateway.max_amount:
        raise InvalidInput({"max_amount": [("limits_crossed", _("It is not below the smallest amount."))]})
    gateway.save(update_fields=list(changes))
    note(actor=actor, action="gateway.changed", subject_kind="gateway", subject_ref=slug, data=_without_ibans(changes))
    return gateway


def _without_ibans(changes: Mapping[str, Any]) -> dict[str, Any]:
    masked = [{**wage, "iban": mask_iban(wage["iban"])} for wage in changes.get("wages", [])]
    return {**changes, "wages": masked} if "wages" in changes else dict(changes)
