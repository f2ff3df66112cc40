"""What runs by itself: credit and cards whose time is over."""

from celery import shared_task

from commerce.money.wallets import services


@shared_task(name="wallets.expire_grants", acks_late=True)
def expire_grants() -> int:
    """Take back promotional credit whose time is over."""
    return services.expire_grants()
