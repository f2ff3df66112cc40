"""Columns that keep one shape whoever writes them, and find a row however it is typed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import validators


class NormalisedField(models.CharField):  # type: ignore[type-arg]
    """A text column whose values go through `normalise` on every way in."""

    normalise: ClassVar[Callable[[str], str]]
    length: ClassVar[int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", self.length)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return type(self).normalise(value)
        except validators.InvalidValue as error:
            raise ValidationError(error.message, code=error.code) from error

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        try:
            return type(self).normalise(value) if value else value
        except validators.InvalidValue:
            # A look-up by something that cannot exist finds nothing; pre_save refuses to write it.
            return value


class MobileField(NormalisedField):
    """An Iranian mobile number in E.164."""

    description = _("Mobile number")
    normalise = staticmethod(validators.normalise_mobile)
    length = 13


class PostalCodeField(NormalisedField):
    """A postal code of ten digits."""

    description = _("Postal code")
    normalise = staticmethod(validators.normalise_postal_code)
    length = 10
