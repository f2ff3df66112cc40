"""What runs by itself: credit and cards whose time is over."""

from celery import shared_task

from commerce.money.wallets import services


@shared_task(name="wallets.expire_grants", acks_late=True)
def expire_grants() -> int:
    """Take back promotional credit whose time is over."""
    return services.expire_grants()


@shared_task(name="wallets.expire_gift_cards", acks_late=True)
def expire_gift_cards() -> int:
    """End the gift cards whose time is over."""
    return services.expire_gift_cards()


@shared_task(name="wallets.forget_allowances", acks_late=True)
def forget_allowances() -> int:
    """Forget what was counted towards limits of days gone by."""
    return services.forget_allowances()
