"""Where a bank is reached."""

from django.conf import settings


def base_of(bank: str, own: str) -> str:
    """The address of a bank: its own, unless a setting replaces it. One setting replaces all hosts of a bank."""
    return str(settings.BANK_BASE_URLS.get(bank) or own).rstrip("/")
