from typing import Any

from django.core.management.base import BaseCommand

from commerce.money.payments.services import recover_open_payments


class Command(BaseCommand):
    help = "Ask the banks about every attempt that is due and expire what was never handed off, as beat does."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recover_open_payments()} payments looked at")
