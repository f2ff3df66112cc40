"""What runs by itself: debts are netted, billed, and followed up."""

from celery import shared_task

from commerce.earnings.debts import services


@shared_task(name="debts.net_all", acks_late=True)
def net_all() -> int:
    """Make up for debts by what markets have free."""
    return services.net_all()


@shared_task(name="debts.review_all", acks_late=True)
def review_all() -> int:
    """Bill what is to be billed, and bring or lift what follows from debts by time."""
    return services.review_all()
