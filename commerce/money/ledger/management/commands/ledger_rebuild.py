"""Count all balances again from the postings."""

from typing import Any

from django.core.management.base import BaseCommand

from commerce.money.ledger.services import rebuild


class Command(BaseCommand):
    help = "Count all balances again from the postings, and take snapshots afresh; nobody can post meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} balances were wrong and are right now.")
