"""Who carries our messages. A provider is a folder here and a line in the registry; `SMS_PROVIDER` chooses one."""

from abc import ABC, abstractmethod
from typing import ClassVar

from django.utils import translation
from django.utils.translation import gettext as _

from commerce.foundation.core.registries import Registry


class Provider(ABC):
    """Hands a message to a carrier and answers its reference.

    Raises `Unreachable` when nobody answered and `Refused` when the carrier said no.
    """

    settings_needed: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def send_text(self, *, mobile: str, text: str) -> str: ...

    def send_code(self, *, mobile: str, code: str, language: str) -> str:
        """A code as a plain text; a carrier with templates for codes overrides this."""
        return self.send_text(mobile=mobile, text=code_text(code, language))


providers: Registry[Provider] = Registry("SMS provider")


def code_text(code: str, language: str) -> str:
    """What a one-time code looks like on the phone."""
    with translation.override(language):
        return _("Asoud code: %(code)s\nTell it to nobody.") % {"code": code}
