"""Messages reach the provider once, within a budget, and codes are kept nowhere."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.foundation.core import crypto
from commerce.foundation.core.errors import Unreachable
from commerce.foundation.sms import services
from commerce.foundation.sms.errors import SmsBudgetSpent
from commerce.foundation.sms.models import SmsMessage
from commerce.foundation.sms.providers import Provider, providers
from commerce.foundation.sms.providers.development import DevelopmentProvider
from tests.factories.people import Phone, new_mobile

pytestmark = pytest.mark.django_db
Commits = Callable[..., Any]


class SilentCarrier(Provider):
    def send_text(self, *, mobile: str, text: str) -> str:
        raise Unreachable


def test_a_message_is_one_json_line_after_the_commit(django_capture_on_commit_callbacks: Commits) -> None:
    mobile = new_mobile()
    with django_capture_on_commit_callbacks(execute=True):
        message = services.send_text(mobile=mobile, text="سفارش شما رسید", language="fa")
        assert Phone(mobile).messages == []

    assert [line["text"] for line in Phone(mobile).messages] == ["سفارش شما رسید"]
    message.refresh_from_db()
    assert (message.status, message.provider, message.body) == ("sent", "development", "سفارش شما رسید")


def test_the_broker_sees_only_a_sealed_code(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Commits
) -> None:
    handed: list[Any] = []
    monkeypatch.setattr("celery.app.task.Task.delay", lambda task, *args: handed.append(args))

    with django_capture_on_commit_callbacks(execute=True):
        services.send_code(mobile=new_mobile(), code="483920", language="fa")

    ((message_id, sealed),) = handed
    assert "483920" not in json.dumps(handed)
    assert crypto.decrypt(sealed) == "483920"
    assert SmsMessage.objects.get(pk=message_id).body == ""


def test_the_table_refuses_to_keep_a_code() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SmsMessage.objects.create(kind="code", mobile=new_mobile(), language="fa", body="code: 123456")


def test_a_message_delivered_twice_is_sent_once() -> None:
    mobile = new_mobile()
    message = services.send_text(mobile=mobile, text="hello", language="en")

    services.deliver(message_id=message.pk, sealed_code="")
    services.deliver(message_id=message.pk, sealed_code="")

    assert len(Phone(mobile).messages) == 1


def test_a_code_nobody_can_use_any_more_is_not_sent(settings: Any) -> None:
    mobile = new_mobile()
    message = services.send_code(mobile=mobile, code="123456", language="fa")
    SmsMessage.objects.update(created_at=timezone.now() - timedelta(seconds=settings.CODE_LIFETIME_SECONDS + 1))

    services.deliver(message_id=message.pk, sealed_code=crypto.encrypt("123456"))

    message.refresh_from_db()
    assert (message.status, message.error) == ("failed", "late")
    assert Phone(mobile).messages == []


def test_a_silent_carrier_fails_the_message_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(providers._entries, "silent", SilentCarrier())
    settings.SMS_PROVIDER = "silent"
    message = services.send_code(mobile=new_mobile(), code="771234", language="fa")

    services.deliver(message_id=message.pk, sealed_code=crypto.encrypt("771234"))

    message.refresh_from_db()
    assert (message.status, message.error) == ("failed", "Unreachable")
    assert "771234" not in caplog.text
    assert message.mobile not in caplog.text


def test_the_hourly_budget_alarms_then_refuses(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.SMS_HOURLY_BUDGET = 5
    for _ in range(5):
        services.send_text(mobile=new_mobile(), text="x", language="en")
    assert "SMS alarm" in caplog.text

    with pytest.raises(SmsBudgetSpent) as refused:
        services.send_text(mobile=new_mobile(), text="x", language="en")

    assert 0 < int(refused.value.headers["Retry-After"]) <= 3601
    assert SmsMessage.objects.count() == 5


def test_lines_of_many_writers_stay_whole() -> None:
    carrier, mobile = DevelopmentProvider(), new_mobile()
    writers = [
        threading.Thread(target=lambda: [carrier.send_text(mobile=mobile, text="پ" * 500) for _ in range(20)])
        for _ in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(Phone(mobile).messages) == 160
