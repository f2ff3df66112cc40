from typing import Any

from django.core.management.base import BaseCommand

from commerce.money.payments.services import recover_open_payments, send_due_refunds


class Command(BaseCommand):
    help = "Ask the banks about what is due, expire what was never handed off, send refunds, as beat does."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recover_open_payments()} payments looked at")
        self.stdout.write(f"{send_due_refunds()} refunds looked at")
