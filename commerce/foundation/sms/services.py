"""Sending a message: counted and written down now, handed to the provider after the commit."""

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commerce.foundation.core import crypto
from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.states import try_move
from commerce.foundation.core.validators import mask_mobile
from commerce.foundation.sms.budget import spend_one
from commerce.foundation.sms.models import SmsMessage
from commerce.foundation.sms.providers import providers
from commerce.foundation.sms.states import SMS

# Named, not imported: a task is a door, and doors stand above services.
TASK = "sms.deliver"

logger = logging.getLogger(__name__)


def send_code(*, mobile: str, code: str, language: str) -> SmsMessage:
    """Send a one-time code. It travels sealed in the task, and nothing that is kept can tell it."""
    spend_one()
    message = SmsMessage.objects.create(kind=SmsMessage.Kind.CODE, mobile=mobile, language=language)
    _hand_over(message, sealed_code=crypto.encrypt(code))
    return message


def send_text(*, mobile: str, text: str, language: str) -> SmsMessage:
    """Send a text, which is kept."""
    spend_one()
    message = SmsMessage.objects.create(kind=SmsMessage.Kind.TEXT, mobile=mobile, language=language, body=text)
    _hand_over(message, sealed_code="")
    return message


def send_secret(*, mobile: str, text: str, language: str) -> SmsMessage:
    """Send a text that is worth money to who reads it, a gift card's code say; it travels sealed and is not kept."""
    spend_one()
    message = SmsMessage.objects.create(kind=SmsMessage.Kind.TEXT, mobile=mobile, language=language)
    _hand_over(message, sealed_code=crypto.encrypt(text))
    return message


def deliver(*, message_id: int, sealed_code: str) -> None:
    """Give a queued message to the provider, once; a code nobody can use any more is not sent."""
    message = SmsMessage.objects.get(pk=message_id)
    if message.status != SmsMessage.Status.QUEUED:
        return
    if message.kind == SmsMessage.Kind.CODE and _is_late(message):
        _fail(message, "late")
        return
    provider = providers.get(settings.SMS_PROVIDER)
    try:
        if message.kind == SmsMessage.Kind.CODE:
            code = crypto.decrypt(sealed_code)
            reference = provider.send_code(mobile=message.mobile, code=code, language=message.language)
        else:
            text = crypto.decrypt(sealed_code) if sealed_code else message.body
            reference = provider.send_text(mobile=message.mobile, text=text)
    except (Refused, Unreachable) as error:
        _fail(message, f"{type(error).__name__} {error}".strip()[:120])
        return
    try_move(
        message,
        to=SmsMessage.Status.SENT,
        table=SMS,
        provider=settings.SMS_PROVIDER,
        provider_ref=reference,
        sent_at=timezone.now(),
    )


def forget_old_messages() -> int:
    """Forget what was sent months ago."""
    oldest = timezone.now() - timedelta(days=settings.SMS_KEEP_DAYS)
    return SmsMessage.objects.filter(created_at__lt=oldest).delete()[0]


def forget_number(*, mobile: str) -> int:
    """Forget what was sent to a number whose owner leaves."""
    return SmsMessage.objects.filter(mobile=mobile).delete()[0]


def _hand_over(message: SmsMessage, *, sealed_code: str) -> None:
    transaction.on_commit(lambda: current_app.tasks[TASK].delay(message.pk, sealed_code), robust=True)


def _is_late(message: SmsMessage) -> bool:
    return message.created_at < timezone.now() - timedelta(seconds=settings.CODE_LIFETIME_SECONDS)


def _fail(message: SmsMessage, error: str) -> None:
    logger.warning("SMS %s to %s failed: %s", message.public_id, mask_mobile(message.mobile), error)
    try_move(message, to=SmsMessage.Status.FAILED, table=SMS, provider=settings.SMS_PROVIDER, error=error)
