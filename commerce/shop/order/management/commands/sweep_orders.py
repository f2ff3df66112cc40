from typing import Any

from django.core.management.base import BaseCommand

from commerce.shop.order.services import expire_unpaid_orders


class Command(BaseCommand):
    help = "End the orders that were not paid in time, as beat does."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{expire_unpaid_orders()} expired")
