"""What a contract with each bank brings, and what is kept of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Splits, TakesMore
from commerce.money.payments.models import Gateway

LONGEST = 500


@dataclass(frozen=True, slots=True)
class SpokenBank:
    """A bank one may have a contract with: the credentials it gives, and over how many accounts it shares a payment."""

    bank: str
    credentials_needed: tuple[str, ...]
    credentials_optional: tuple[str, ...]
    most_wages: int


def spoken_bank(name: str) -> SpokenBank:
    """What a contract with a bank brings."""
    bank = banks.get(name)
    return SpokenBank(
        bank=name,
        credentials_needed=bank.credentials_needed,
        credentials_optional=bank.credentials_optional if isinstance(bank, TakesMore) else (),
        most_wages=bank.most_wages if isinstance(bank, Splits) else 0,
    )


def spoken_banks() -> list[SpokenBank]:
    """Every bank that is spoken."""
    return [spoken_bank(name) for name in banks]


def credentials_entered(gateway: Gateway) -> list[str]:
    """The names of what was entered; what it is, nobody is shown again."""
    return sorted(json.loads(gateway.credentials))


def clean_credentials(bank: str, typed: Mapping[str, str | None], *, kept: Mapping[str, str] | None = None) -> str:
    """The credentials as they are kept: what is blank stays as it was, None forgets what is not needed."""
    spoken, found = spoken_bank(bank), dict(kept or {})
    known = {*spoken.credentials_needed, *spoken.credentials_optional}
    problems: dict[str, list[tuple[str, Text]]] = {
        name: [("unknown_field", _("The bank gives no such thing."))] for name in sorted(set(typed) - known)
    }
    for name in known & set(typed):
        value = typed[name]
        if value is None:
            found.pop(name, None)
        elif not value.isprintable() or len(value) > LONGEST:
            problems[name] = [("invalid", _("This cannot be read."))]
        elif value.strip():
            found[name] = value.strip()
    for name in spoken.credentials_needed:
        if not found.get(name):
            problems.setdefault(name, [("required", _("The bank needs this."))])
    if problems:
        raise InvalidInput(problems)
    return json.dumps(found)
