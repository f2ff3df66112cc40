"""Serializer fields of the door: they take what people type and hand on what we keep."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core import validators
from commerce.foundation.core.money import CURRENCY, Money, MoneyJson
from commerce.foundation.core.text import clean_digits, clean_text


class CleanTextField(serializers.CharField):
    """Typed text, with our letters and without hidden characters; `multiline` keeps line ends."""

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(**kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(clean_text(data, multiline=self.multiline) if isinstance(data, str) else data)


class DigitsField(serializers.CharField):
    """A code of digits in any script: a one-time code, a tracking number."""

    def to_internal_value(self, data: Any) -> str:
        return clean_digits(super().to_internal_value(data))


class NormalisedField(serializers.CharField):
    """A text that `normalise` reads or refuses with its own code."""

    def normalise(self, typed: str) -> str:
        raise NotImplementedError

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        try:
            return self.normalise(typed)
        except validators.InvalidValue as error:
            raise serializers.ValidationError(str(error.message), code=error.code) from error


class MobileField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_mobile(typed)


class NationalCodeField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_national_code(typed)


class LegalIdField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_legal_id(typed)


class IbanField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_iban(typed)


class CardField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_card(typed)


class PostalCodeField(NormalisedField):
    def normalise(self, typed: str) -> str:
        return validators.normalise_postal_code(typed)


class MoneyField(serializers.Field):
    """Rials on the way out, as `{amount, currency, display}`; read-only, for amounts are asked for as numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})

    def to_representation(self, value: Money | int) -> MoneyJson:
        return (value if isinstance(value, Money) else Money(int(value), CURRENCY)).as_json()
