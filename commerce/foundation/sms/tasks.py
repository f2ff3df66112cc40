from celery import shared_task

from commerce.foundation.sms import services


@shared_task(name=services.TASK, acks_late=True)
def deliver_sms(message_id: int, sealed_code: str) -> None:
    """Give one message to the provider. The broker sees only the sealed code."""
    services.deliver(message_id=message_id, sealed_code=sealed_code)


@shared_task(name="sms.forget_old_messages", acks_late=True)
def forget_old_messages() -> int:
    """Forget what was sent months ago."""
    return services.forget_old_messages()
