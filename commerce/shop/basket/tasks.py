"""What runs by itself for carts."""

from celery import shared_task

from commerce.shop.basket import services


@shared_task(name="basket.forget_guest_carts", acks_late=True)
def forget_guest_carts() -> int:
    """Forget the guests' carts that nobody touched for long."""
    return services.forget_guest_carts()
