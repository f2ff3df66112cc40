"""What runs by itself: sales whose hold is over."""

from celery import shared_task

from commerce.money.settlement import services


@shared_task(name="settlement.release_due", acks_late=True)
def release_due() -> int:
    """Make free what sales were held for."""
    return services.release_due()
