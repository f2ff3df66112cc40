"""Kavenegar, REST v1: texts by `sms/send`, codes by `verify/lookup` and a template approved there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.foundation.core.validators import local_mobile
from commerce.foundation.sms.providers import Provider, providers
from commerce.foundation.sms.providers.kavenegar.codes import REFUSALS

DONE = 200
SEND, LOOKUP = "sms/send", "verify/lookup"


class Kavenegar(Provider):
    settings_needed = ("KAVENEGAR_API_KEY", "KAVENEGAR_CODE_TEMPLATE")

    def send_text(self, *, mobile: str, text: str) -> str:
        line = {"sender": settings.KAVENEGAR_LINE} if settings.KAVENEGAR_LINE else {}
        return _ask(SEND, {"receptor": local_mobile(mobile), "message": text, **line})

    def send_code(self, *, mobile: str, code: str, language: str) -> str:
        template = settings.KAVENEGAR_CODE_TEMPLATE
        return _ask(LOOKUP, {"receptor": local_mobile(mobile), "template": template, "token": code, "type": "sms"})


def _ask(method: str, fields: Mapping[str, str]) -> str:
    """The carrier's number for the message. The key stands in the address, which is therefore never told to anybody."""
    key = quote(settings.KAVENEGAR_API_KEY, safe="")
    answer = OutsideServer(settings.KAVENEGAR_BASE_URL).post_form(f"/v1/{key}/{method}.json", fields)
    said = answer.get("return")
    status = said.get("status") if isinstance(said, dict) else None
    if status == DONE:
        return _reference(answer.get("entries"))
    if isinstance(status, int) and status in REFUSALS:
        raise Refused(str(status), str(REFUSALS[status]))
    raise Unreachable(str(status))


def _reference(entries: Any) -> str:
    first = entries[0] if isinstance(entries, list) and entries else None
    return str(first.get("messageid") or "")[:80] if isinstance(first, dict) else ""


providers.add("kavenegar", Kavenegar())
