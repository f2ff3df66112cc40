"""System checks: settings that must not meet in production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def sandbox_parts_stay_out_of_production(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production has no sandbox bank, no development SMS, no debug."""
    problems: list[CheckMessage] = []
    if settings.SANDBOX_BANK:
        problems.append(Error("The sandbox bank is switched on.", hint="Unset SANDBOX_BANK.", id="asoud.E001"))
    if settings.SMS_PROVIDER == "development":
        problems.append(Error("SMS go to a file.", hint="Set SMS_PROVIDER to a provider that sends.", id="asoud.E002"))
    if "postgresql" in settings.DATABASES["default"]["ENGINE"] and not settings.PRODUCTION:
        problems.append(Error("These are not the production settings.", id="asoud.E003"))
    for bank, address in settings.BANK_BASE_URLS.items():
        if address and not address.startswith("https://"):
            unset = f"Unset {bank.upper()}_BASE_URL."
            problems.append(Error("A bank is reached without TLS.", hint=unset, id="asoud.E004"))
    return problems
