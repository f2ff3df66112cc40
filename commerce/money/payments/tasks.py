"""What runs by itself: the sweep over open attempts, one bank call a task."""

from celery import shared_task

from commerce.money.payments import services


@shared_task(name="payments.recover_open", acks_late=True)
def recover_open() -> int:
    """Expire what was never handed off and send for the banks' answers that are due."""
    due = services.due_payments()
    for payment_id in due:
        ask_bank.delay(payment_id)
    return services.expire_unopened_payments() + len(due)


@shared_task(name="payments.ask_bank", acks_late=True)
def ask_bank(payment_id: int) -> None:
    """Ask about one attempt, unless someone asked since it was sent for."""
    services.ask_bank(payment_id=payment_id, only_if_due=True)
