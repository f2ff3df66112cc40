"""What runs by itself: the sweeps over open attempts and refunds, one bank call a task."""

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


@shared_task(name="payments.adopt_unverified", acks_late=True)
def adopt_unverified() -> int:
    """Have every bank that lists what nobody verified asked for its list."""
    listing = services.gateways_that_list()
    for gateway_id in listing:
        adopt_unverified_of.delay(gateway_id)
    return len(listing)


@shared_task(name="payments.adopt_unverified_of", acks_late=True)
def adopt_unverified_of(gateway_id: int) -> None:
    """Ask now about the attempts of one gateway that its bank lists."""
    for payment_id in services.unverified_of(gateway_id=gateway_id):
        ask_listed.delay(payment_id)


@shared_task(name="payments.ask_listed", acks_late=True)
def ask_listed(payment_id: int) -> None:
    """Ask about an attempt that its bank says was paid, whether or not it is due."""
    services.ask_bank(payment_id=payment_id)


@shared_task(name="payments.send_refunds", acks_late=True)
def send_refunds() -> int:
    """Send off the refunds that are due."""
    due = services.due_refunds()
    for refund_id in due:
        send_refund.delay(refund_id)
    return len(due)


@shared_task(name="payments.send_refund", acks_late=True)
def send_refund(refund_id: int) -> None:
    """Send one refund, unless someone did since it was sent for."""
    services.send_refund(refund_id=refund_id, only_if_due=True)


@shared_task(name="payments.forget_old_pulses")
def forget_old_pulses() -> int:
    """Forget how banks answered long ago."""
    return services.forget_old_pulses()
