"""The bank accounts of ours that shoppers transfer money to: entered and changed by staff."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.core.validators import InvalidValue, normalise_card, normalise_iban
from commerce.money.payments.models import PlatformAccount

MANAGE_ACCOUNTS = "payments.change_platformaccount"
CHANGEABLE = frozenset({"title", "bank", "holder", "iban", "card", "is_active", "position"})


@transaction.atomic
def save_platform_account(
    *, actor: Actor, account: PlatformAccount | None = None, changes: Mapping[str, Any]
) -> PlatformAccount:
    """Enter an account to pay into, or change one; payments that were told another number go on as they began."""
    if actor != SYSTEM and MANAGE_ACCOUNTS not in actor.rights:
        raise Forbidden(wanted_right=MANAGE_ACCOUNTS)
    if unknown := set(changes) - CHANGEABLE:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    row = account or PlatformAccount()
    for field, value in changes.items():
        setattr(row, field, _read(field, value))
    _refuse_known(row)
    row.save()
    note(
        actor=actor,
        action="platform_account.saved",
        subject_kind="platform_account",
        subject_ref=row.public_id,
        data=dict(changes),
    )
    return row


def _read(field: str, value: Any) -> Any:
    readers = {"iban": normalise_iban, "card": normalise_card}
    if field not in readers or not value:
        return value
    try:
        return readers[field](value)
    except InvalidValue as error:
        raise InvalidInput({field: [(error.code, error.message)]}) from error


def _refuse_known(row: PlatformAccount) -> None:
    missing = [field for field in ("title", "bank", "holder", "iban") if not getattr(row, field)]
    if missing:
        raise InvalidInput({field: [("required", _("This is needed."))] for field in missing})
    if PlatformAccount.objects.filter(iban=row.iban).exclude(pk=row.pk).exists():
        raise InvalidInput({"iban": [("known", _("This account is there already."))]})
