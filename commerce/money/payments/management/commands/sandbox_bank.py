from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commerce.money.payments.sandbox.server import SandboxBank


class Command(BaseCommand):
    help = "Run the sandbox bank: a process of its own that speaks the banks' languages and moves no money."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help="default: the port of SANDBOX_BANK_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SANDBOX_BANK or settings.PRODUCTION:
            raise CommandError("There is no sandbox bank here: SANDBOX_BANK is off.")
        port: int = options["port"] or urlsplit(settings.SANDBOX_BANK_URL).port or 8001
        bank = SandboxBank(port=port, file=settings.SANDBOX_BANK_FILE)
        self.stdout.write(f"The sandbox bank listens on http://127.0.0.1:{port}/")
        try:
            bank.serve_forever()
        except KeyboardInterrupt:
            bank.server_close()
