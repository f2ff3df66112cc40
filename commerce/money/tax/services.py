"""Setting what the law takes, and who a seller is to the tax office."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.money.tax import locks, policies
from commerce.money.tax.errors import BackdatedTax, ImpossibleRate
from commerce.money.tax.models import UNTAXED, PriceBasis, TaxClass, TaxProfile, TaxRate
from commerce.money.tax.profiles import TaxDetails, normalise_details


@transaction.atomic
def set_rate(
    *, actor: Actor, tax_class: str, percent: Decimal, starts_on: date, source: str = "", is_confirmed: bool = False
) -> TaxRate:
    """Tax a class by so many percent from a coming day on. What was sold before keeps its tax.

    Raises BackdatedTax for today or earlier, ImpossibleRate for what the class cannot have.
    """
    policies.require_set_rate(actor)
    if not 0 <= percent < 100 or (percent and tax_class in UNTAXED):
        raise ImpossibleRate
    if starts_on <= clock.today():
        raise BackdatedTax
    rate, _made = TaxRate.objects.update_or_create(
        tax_class=TaxClass(tax_class),
        starts_on=starts_on,
        defaults={"percent": percent, "source": source, "is_confirmed": is_confirmed, "set_by": actor.key},
    )
    data = {"percent": str(percent), "starts_on": starts_on.isoformat()}
    note(actor=actor, action="tax.rate_set", subject_kind="tax_class", subject_ref=tax_class, data=data)
    return rate


@transaction.atomic
def set_price_basis(*, actor: Actor, prices_include_tax: bool, starts_on: date) -> PriceBasis:
    """Say whether prices hold the tax from a coming day on. What was sold before stays as it was sold.

    Raises BackdatedTax for today or earlier.
    """
    policies.require_set_rate(actor)
    if starts_on <= clock.today():
        raise BackdatedTax
    basis, _made = PriceBasis.objects.update_or_create(
        starts_on=starts_on, defaults={"prices_include_tax": prices_include_tax, "set_by": actor.key}
    )
    data = {"prices_include_tax": prices_include_tax, "starts_on": starts_on.isoformat()}
    note(actor=actor, action="tax.price_basis_set", subject_kind="price_basis", subject_ref=str(basis.pk), data=data)
    return basis


@transaction.atomic
def confirm_rate(*, actor: Actor, rate: TaxRate, source: str) -> TaxRate:
    """Say that a rate was checked against the law, and where."""
    policies.require_set_rate(actor)
    rate.is_confirmed, rate.source = True, source
    rate.save(update_fields=["is_confirmed", "source"])
    data = {"percent": str(rate.percent), "starts_on": rate.starts_on.isoformat(), "source": source}
    note(actor=actor, action="tax.rate_confirmed", subject_kind="tax_class", subject_ref=rate.tax_class, data=data)
    return rate


@transaction.atomic
def set_profile(
    *, actor: Actor, owner_kind: str, owner_ref: str, details: TaxDetails, tenant: Tenant | None = None
) -> TaxProfile:
    """Say who a seller is to the tax office; what was sold before keeps the tax it had.

    Raises InvalidInput beside each field that cannot be taken, NotFound for another's profile.
    """
    policies.require_set_profile(actor=actor, tenant=tenant, owner_kind=owner_kind, owner_ref=owner_ref)
    TaxProfile.objects.get_or_create(owner_kind=owner_kind, owner_ref=owner_ref)
    profile = locks.profile(owner_kind, owner_ref)
    columns = normalise_details(details, national_id=profile.national_id)
    _refuse_memory_of_another(profile, columns["memory_id"])
    number = columns.pop("national_id")
    changed = sorted(name for name, value in columns.items() if getattr(profile, name) != value)
    if profile.national_id != number:
        changed.append("national_id")
    for name, value in columns.items():
        setattr(profile, name, value)
    profile.write_national_id(number)
    profile.changed_by, profile.changed_at = actor.key, clock.now()
    profile.save()
    since = profile.registered_since.isoformat() if profile.registered_since else ""
    data = {"changed": changed, "is_registered": profile.is_registered, "registered_since": since}
    note(
        actor=actor,
        action="tax.profile_set",
        subject_kind="tax_profile",
        subject_ref=f"{owner_kind}:{owner_ref}",
        data=data,
        tenant=tenant,
    )
    return profile


def _refuse_memory_of_another(profile: TaxProfile, memory_id: str) -> None:
    """Papers of two sellers would be one paper to the tax office."""
    others = TaxProfile.objects.filter(memory_id=memory_id).exclude(pk=profile.pk)
    if memory_id and others.exists():
        raise InvalidInput({"memory_id": [("memory_id_taken", _("Another seller has this fiscal memory id."))]})
