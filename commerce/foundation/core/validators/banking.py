"""Bank cards and IBANs (sheba). Which bank stands behind a number is data: banks merge."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits
from commerce.foundation.core.validators.invalid import InvalidValue, refuse_invalid

_BANKS_FILE = Path(__file__).resolve().parent.parent / "data" / "banks.json"
_CARD = re.compile(r"[0-9]{16}")
_IBAN = re.compile(r"(?:IR)?([0-9]{24})")
_IR_AS_DIGITS = "1827"


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank and the numbers it gives out: the first six of its cards, the bank code of its IBANs."""

    code: str
    name_fa: str
    name_en: str
    card_prefixes: tuple[str, ...]
    iban_codes: tuple[str, ...]

    def name(self, language: str) -> str:
        return self.name_fa if language == "fa" else self.name_en


@cache
def banks() -> tuple[Bank, ...]:
    """The banks we know by name; an unknown one is not a wrong one."""
    rows = json.loads(_BANKS_FILE.read_text(encoding="utf-8"))
    return tuple(
        Bank(
            code=row["code"],
            name_fa=row["name_fa"],
            name_en=row["name_en"],
            card_prefixes=tuple(row["card_prefixes"]),
            iban_codes=tuple(row["iban_codes"]),
        )
        for row in rows
    )


def normalise_card(value: str) -> str:
    """A bank card number as typed → sixteen digits that pass Luhn."""
    card = clean_digits(value)
    if not _CARD.fullmatch(card) or card[6:15] == "0" * 9 or not _passes_luhn(card):
        raise InvalidValue("invalid_card", _("This is not a valid bank card number."))
    return card


def _passes_luhn(card: str) -> bool:
    doubled = (2 * int(digit) for digit in card[::2])
    return (sum(n - 9 if n > 9 else n for n in doubled) + sum(map(int, card[1::2]))) % 10 == 0


def validate_card(value: str) -> None:
    """Refuse what is not a bank card number."""
    refuse_invalid(normalise_card, value)


def mask_card(card: str) -> str:
    """The only form of a payer's card that is kept: 6037-99**-****-1234."""
    return f"{card[:4]}-{card[4:6]}**-****-{card[-4:]}"


def bank_of_card(card: str) -> Bank | None:
    """The bank that gave out a card, if we know its prefix."""
    return next((bank for bank in banks() if card[:6] in bank.card_prefixes), None)


def normalise_iban(value: str) -> str:
    """An Iranian IBAN as typed, with or without IR → IR and 24 digits."""
    found = _IBAN.fullmatch(clean_digits(value).upper())
    if not found or not _passes_mod97(found[1]):
        raise InvalidValue("invalid_iban", _("This is not a valid IBAN (sheba) number."))
    return f"IR{found[1]}"


def _passes_mod97(digits: str) -> bool:
    check, account = digits[:2], digits[2:]
    return int(account + _IR_AS_DIGITS + check) % 97 == 1


def validate_iban(value: str) -> None:
    """Refuse what is not an Iranian IBAN."""
    refuse_invalid(normalise_iban, value)


def mask_iban(iban: str) -> str:
    """A stored IBAN that tells its owner enough: IR82…9002."""
    return f"{iban[:4]}…{iban[-4:]}"


def bank_of_iban(iban: str) -> Bank | None:
    """The bank that holds an account, if we know its code."""
    return next((bank for bank in banks() if iban[4:7] in bank.iban_codes), None)
