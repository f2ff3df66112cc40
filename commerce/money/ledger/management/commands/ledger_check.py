"""Prove the books: exits with 1 when anything does not hold."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from commerce.money.ledger.drift import find_drift


class Command(BaseCommand):
    help = "Check that entries sum to zero and balances follow postings; exit with 1 on drift."

    def handle(self, *args: Any, **options: Any) -> None:
        drifts = find_drift()
        for drift in drifts:
            self.stderr.write(f"{drift.check}: {drift.finding}")
        if drifts:
            sys.exit(1)
        self.stdout.write("The books are in order.")
