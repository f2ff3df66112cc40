"""The phone of a developer: every message is one JSON line in `sms.jsonl` of the outbox folder."""

import json
import os

from django.conf import settings
from django.utils import timezone

from commerce.foundation.core.ids import random_id
from commerce.foundation.sms.providers import Provider, code_text, providers


class DevelopmentProvider(Provider):
    def send_text(self, *, mobile: str, text: str) -> str:
        return self._write(mobile=mobile, text=text)

    def send_code(self, *, mobile: str, code: str, language: str) -> str:
        return self._write(mobile=mobile, text=code_text(code, language), code=code)

    def _write(self, **message: str) -> str:
        reference = random_id()
        line = json.dumps({"id": reference, "at": timezone.now().isoformat(), **message}, ensure_ascii=False)
        settings.OUTBOX_ROOT.mkdir(parents=True, exist_ok=True)
        # One write to a file opened for appending is one whole line, however many processes write.
        file = os.open(settings.OUTBOX_ROOT / "sms.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{line}\n".encode())
        finally:
            os.close(file)
        return reference


providers.add("development", DevelopmentProvider())
