from celery import shared_task
from django.core.management import call_command

from commerce.foundation.accounts import services


@shared_task(name="accounts.forget_the_past", acks_late=True)
def forget_the_past() -> None:
    """Forget old codes, dead sessions and expired cookie sessions."""
    services.forget_old_codes()
    services.forget_dead_sessions()
    call_command("clearsessions")
