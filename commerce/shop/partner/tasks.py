from celery import shared_task

from commerce.shop.partner import services


@shared_task(name="partner.release_expired_holds", acks_late=True)
def release_expired_holds() -> int:
    """Let go of stock that was held for orders nobody paid in time."""
    return services.release_expired_holds()
