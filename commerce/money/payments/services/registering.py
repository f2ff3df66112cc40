"""Contracts with banks."""

from collections.abc import Mapping

from commerce.money.payments.contracts import clean_credentials
from commerce.money.payments.models import Gateway


def open_gateway(
    *,
    slug: str,
    adapter: str,
    title_fa: str,
    title_en: str,
    credentials: Mapping[str, str],
    is_test: bool = False,
    position: int = 0,
) -> Gateway:
    """Enter a contract of the platform with a bank, or renew its credentials: for commands, not for people."""
    kept = clean_credentials(adapter, credentials)
    gateway, _made = Gateway.objects.update_or_create(
        slug=slug,
        defaults={
            "adapter": adapter,
            "title_fa": title_fa,
            "title_en": title_en,
            "credentials": kept,
            "is_test": is_test,
            "position": position,
        },
    )
    return gateway
