"""What runs by itself for orders."""

from celery import shared_task

from commerce.shop.order import services


@shared_task(name="order.expire_unpaid_orders", acks_late=True)
def expire_unpaid_orders() -> int:
    """End the orders that were not paid in time."""
    return services.expire_unpaid_orders()
