"""How long a sale's money is held: from delivery on so many days, and longer while somebody disputes it."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func, Value

from commerce.money.settlement.errors import SaleNotPosted
from commerce.money.settlement.models import Sale


def start_hold(*, sale_ref: str, delivered_at: datetime, days: int) -> bool:
    """A sale was delivered: its money is held so many days from then; the first word counts.

    Raises SaleNotPosted where no money of it came yet.
    """
    sale = Sale.objects.filter(sale_ref=sale_ref)
    until = delivered_at + timedelta(days=days)
    if sale.filter(delivered_at=None, released_at=None).update(delivered_at=delivered_at, release_at=until):
        return True
    if not sale.exists():
        raise SaleNotPosted(sale_ref)
    return False


def pause_release(*, sale_ref: str, why: str) -> bool:
    """Keep a sale's money until `resume_release` is called for the same reason; False where it is free already."""
    sale = Sale.objects.filter(sale_ref=sale_ref, released_at=None)
    sale.exclude(pauses__contains=[why]).update(pauses=_changed("array_append", why))
    return sale.filter(pauses__contains=[why]).exists()


def resume_release(*, sale_ref: str, why: str) -> bool:
    """A reason to keep a sale's money is gone; when it was the last, the money is free when its time is over."""
    sale = Sale.objects.filter(sale_ref=sale_ref, pauses__contains=[why])
    return bool(sale.update(pauses=_changed("array_remove", why)))


def _changed(function: str, why: str) -> Func:
    text = CharField(max_length=80)
    return Func(F("pauses"), Value(why, text), function=function, output_field=ArrayField(text))
