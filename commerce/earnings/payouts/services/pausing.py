"""Staff keep the money of a sale, and let it go on, by hand and with a reason."""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.policies import require
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import pause_release, resume_release
from commerce.shop.markets.policies import require_stranger

RIGHT: Final = "settlement.change_sale"
STAFF: Final = "staff:"
# As much as a pause of a sale holds beside who made it.
LONGEST: Final = 70


@transaction.atomic
def pause_sale(*, actor: Actor, sale_ref: str, reason: str) -> bool:
    """Keep a sale's money until staff let it go on; False where it is free already."""
    require(RIGHT, actor=actor)
    if not 0 < len(reason) <= LONGEST:
        raise InvalidInput({"reason": [("too_long", _("Say why in a few words."))]})
    paused = pause_release(sale_ref=sale_ref, why=f"{STAFF}{reason}")
    if paused:
        _note(actor, "paused_sale", sale_ref, reason)
    return paused


@transaction.atomic
def resume_sale(*, actor: Actor, sale_ref: str, why: str, reason: str) -> bool:
    """Take one reason away for which a sale's money is kept; False where it was gone already."""
    require(RIGHT, actor=actor)
    _refuse_own(actor, sale_ref)
    resumed = resume_release(sale_ref=sale_ref, why=why)
    if resumed:
        _note(actor, "resumed_sale", sale_ref, reason, why=why)
    return resumed


def _refuse_own(actor: Actor, sale_ref: str) -> None:
    for market_ref in Sale.objects.filter(sale_ref=sale_ref).values_list("market_ref", flat=True):
        require_stranger(actor, market_ref=market_ref)


def _note(actor: Actor, action: str, sale_ref: str, reason: str, **told: str) -> None:
    data = {"reason": reason, **told}
    note(actor=actor, action=action, subject_kind="sale", subject_ref=sale_ref, data=data)
