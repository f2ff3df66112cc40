from typing import Any

from django.core.management.base import BaseCommand

from commerce.foundation.core.tasks import sweep_outbox


class Command(BaseCommand):
    help = "Deliver the facts that were missed or failed before, as beat does."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_outbox()} facts delivered")
