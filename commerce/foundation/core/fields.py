"""Columns that keep one shape whoever writes them, and find a row however it is typed."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import validators
from commerce.foundation.core.text import search_key


class NormalisedField(models.CharField):
    """A text column whose values go through `normalise` on every way in."""

    length: ClassVar[int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", self.length)
        super().__init__(*args, **kwargs)

    def normalise(self, typed: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return self.normalise(value)
        except validators.InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        try:
            return super().get_prep_value(value)
        except ValidationError:
            # A look-up by something that cannot exist finds nothing; pre_save refuses to write it.
            return value


class MobileField(NormalisedField):
    """An Iranian mobile number in E.164."""

    description = _("Mobile number")
    length = 13

    def normalise(self, typed: str) -> str:
        return validators.normalise_mobile(typed)


class PostalCodeField(NormalisedField):
    """A postal code of ten digits."""

    description = _("Postal code")
    length = 10

    def normalise(self, typed: str) -> str:
        return validators.normalise_postal_code(typed)


class SearchKeyField(models.CharField):
    """The folded key by which a row is searched, taken from `source` (an attribute of the row) at every save."""

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{"max_length": 300, "editable": False, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = search_key(str(getattr(model_instance, self.source)))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


def key_holds(spellings: Iterable[str], *, key: str = "search_key") -> models.Q:
    """Rows whose search key holds one of the folded texts."""
    return reduce(or_, (models.Q(**{f"{key}__contains": text}) for text in spellings))
