"""Stock held for orders: never more than there is, whoever asks at the same moment.

A hold goes held → taken (paid) or held → released (cancelled, too late); a released one may be held again when the
money arrives late. Offers without counted stock are held too, in any quantity, so that callers need not care.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from commerce.foundation.core.events import record
from commerce.shop.partner.errors import HoldLost, OutOfStock
from commerce.shop.partner.events import OfferChanged
from commerce.shop.partner.locks import lock_expired_holds, lock_holds
from commerce.shop.partner.models import StockHold, StockRecord

Status = StockHold.Status
SWEEP_BATCH = 500


@transaction.atomic
def hold_stock(*, holds: Sequence[tuple[int, str, int]], until: datetime) -> None:
    """Hold units for order lines, all or none: `holds` are (offer id, the line's reference, quantity).

    Raises OutOfStock naming every offer of which too few are left.
    """
    wanted: Counter[int] = Counter()
    for offer_id, _reference, quantity in holds:
        wanted[offer_id] += quantity
    _allocate(wanted)
    StockHold.objects.bulk_create(
        StockHold(offer_id=offer_id, reference=reference, quantity=quantity, expires_at=until)
        for offer_id, reference, quantity in holds
    )


@transaction.atomic
def extend_holds(*, references: Sequence[str], until: datetime) -> None:
    """Hold for longer, while a bank is asked; what is taken or released stays so."""
    StockHold.objects.filter(reference__in=references, status=Status.HELD).update(expires_at=until)


@transaction.atomic
def take_stock(*, references: Sequence[str]) -> None:
    """What is held leaves the shelf: it is paid. Asked again, nothing happens.

    Raises HoldLost, and takes nothing, when any of the holds ran out.
    """
    holds = lock_holds(references)
    lost = set(references) - {hold.reference for hold in holds if hold.status != Status.RELEASED}
    if lost:
        raise HoldLost(references=sorted(lost))
    for offer_id, quantity in sorted(_move(holds, Status.HELD, Status.TAKEN).items()):
        StockRecord.objects.filter(pk=offer_id).update(
            num_in_stock=F("num_in_stock") - quantity, num_allocated=F("num_allocated") - quantity
        )


@transaction.atomic
def release_stock(*, references: Sequence[str]) -> None:
    """Let go of what is held; what is taken stays taken. Asked again, nothing happens."""
    _deallocate(_move(lock_holds(references), Status.HELD, Status.RELEASED))


@transaction.atomic
def rehold_stock(*, references: Sequence[str], until: datetime) -> None:
    """Hold again what was released, all or none; raises OutOfStock when too few are left by now."""
    _allocate(_move(lock_holds(references), Status.RELEASED, Status.HELD, expires_at=until))


@transaction.atomic
def put_back_stock(*, reference: str, quantity: int) -> None:
    """Return units of a taken hold to the shelf: cancelled before dispatch, or sent back and sound.

    Raises HoldLost when that many were never taken.
    """
    holds = lock_holds([reference])
    room = Q(returned_quantity__lte=F("quantity") - quantity)
    taken = StockHold.objects.filter(room, reference=reference, status=Status.TAKEN)
    if not taken.update(returned_quantity=F("returned_quantity") + quantity):
        raise HoldLost(references=[reference])
    offers = StockRecord.objects.filter(pk=holds[0].offer_id)
    offers.update(num_in_stock=F("num_in_stock") + quantity)
    _tell_listing(offers.filter(num_in_stock=F("num_allocated") + quantity))


@transaction.atomic
def release_expired_holds() -> int:
    """Let go of holds whose time is over; says how many."""
    holds = lock_expired_holds(SWEEP_BATCH)
    _deallocate(_move(holds, Status.HELD, Status.RELEASED))
    return len(holds)


def _allocate(wanted: Counter[int]) -> None:
    """One conditional UPDATE an offer, in the order of their ids, so that rivals queue and never lock each other."""
    short = []
    for offer_id, quantity in sorted(wanted.items()):
        offer = StockRecord.objects.filter(pk=offer_id)
        enough = Q(num_in_stock=None) | Q(num_in_stock__gte=F("num_allocated") + quantity)
        if not offer.filter(enough).update(num_allocated=F("num_allocated") + quantity):
            short.append(offer_id)
    if short:
        names = StockRecord.objects.filter(pk__in=short).values_list("public_id", flat=True)
        raise OutOfStock(offers=sorted(names))
    _tell_listing(StockRecord.objects.filter(pk__in=wanted, num_in_stock=F("num_allocated")))


def _deallocate(freed: Counter[int]) -> None:
    for offer_id, quantity in sorted(freed.items()):
        StockRecord.objects.filter(pk=offer_id).update(num_allocated=F("num_allocated") - quantity)
        _tell_listing(StockRecord.objects.filter(pk=offer_id, num_in_stock=F("num_allocated") + quantity))


def _move(holds: Iterable[StockHold], source: str, target: str, **also: datetime) -> Counter[int]:
    """Move those locked holds that are in `source`; answers how many units of each offer moved."""
    moved = [hold for hold in holds if hold.status == source]
    StockHold.objects.filter(pk__in=[hold.pk for hold in moved], status=source).update(status=target, **also)
    units: Counter[int] = Counter()
    for hold in moved:
        units[hold.offer_id] += hold.quantity
    return units


def _tell_listing(offers: QuerySet[StockRecord]) -> None:
    """Facts are told only when the last unit goes or the first comes back: nobody shows the numbers between."""
    for offer in offers.select_related("product__parent", "partner__market"):
        record(OfferChanged.of(offer))
