from collections.abc import Callable

from django.core.exceptions import ValidationError

from commerce.foundation.core.errors import Text


class InvalidValue(ValueError):
    """A typed value that cannot be what it should be; each door turns it into its own refusal."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def refuse_invalid(normalise: Callable[[str], str], value: str) -> None:
    """Say no in Django's words where `normalise` says no."""
    try:
        normalise(value)
    except InvalidValue as error:
        raise ValidationError(str(error.message), code=error.code) from error
