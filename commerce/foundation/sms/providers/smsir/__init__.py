"""sms.ir, REST v1: texts from our own line, codes by a template approved there."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.foundation.core.validators import local_mobile
from commerce.foundation.sms.providers import Provider, providers

DONE = 1
BULK, VERIFY = "/v1/send/bulk", "/v1/send/verify"


class SmsIr(Provider):
    settings_needed = ("SMSIR_API_KEY", "SMSIR_LINE", "SMSIR_CODE_TEMPLATE")

    def send_text(self, *, mobile: str, text: str) -> str:
        body = {"lineNumber": settings.SMSIR_LINE, "messageText": text, "mobiles": [local_mobile(mobile)]}
        return str((self._ask(BULK, body).get("messageIds") or [""])[0])

    def send_code(self, *, mobile: str, code: str, language: str) -> str:
        parameters = [{"name": "CODE", "value": code}]
        body = {"mobile": local_mobile(mobile), "templateId": settings.SMSIR_CODE_TEMPLATE, "parameters": parameters}
        return str(self._ask(VERIFY, body).get("messageId") or "")

    def _ask(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        server = OutsideServer(settings.SMSIR_BASE_URL, headers={"X-API-KEY": settings.SMSIR_API_KEY})
        answer = server.post_json(path, body)
        if answer.get("status") != DONE:
            raise Refused(str(answer.get("status")))
        data = answer.get("data")
        if not isinstance(data, dict):
            raise Unreachable("no data")
        return data


providers.add("smsir", SmsIr())
