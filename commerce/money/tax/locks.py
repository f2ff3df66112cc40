"""Locks of this app."""

from commerce.money.tax.models import TaxProfile


def profile(owner_kind: str, owner_ref: str) -> TaxProfile:
    """A tax profile as it is now, ours until the transaction ends."""
    return TaxProfile.objects.select_for_update().get(owner_kind=owner_kind, owner_ref=owner_ref)
