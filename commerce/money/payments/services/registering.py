"""Contracts with banks."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.gateways import banks
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
    """Enter a contract with a bank, or renew its credentials."""
    missing = [name for name in banks.get(adapter).credentials_needed if not credentials.get(name)]
    if missing:
        raise InvalidInput({name: [("required", _("The bank needs this."))] for name in missing})
    gateway, _made = Gateway.objects.update_or_create(
        slug=slug,
        defaults={
            "adapter": adapter,
            "title_fa": title_fa,
            "title_en": title_en,
            "credentials": json.dumps(dict(credentials)),
            "is_test": is_test,
            "position": position,
        },
    )
    return gateway
