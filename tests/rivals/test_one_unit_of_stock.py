"""Fifty people want the last one; one gets it. And two carts in opposite order never lock each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from commerce.foundation.core.errors import DomainError
from commerce.shop.partner.errors import OutOfStock
from commerce.shop.partner.models import StockHold, StockRecord
from commerce.shop.partner.services import hold_stock, release_expired_holds, release_stock, take_stock
from tests.factories import make_market, make_product, offer_of

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50


def at_once(attempts):
    """Run all at the same moment, each on a connection of its own; answers what each came to."""
    barrier = Barrier(len(attempts))

    def run(attempt):
        try:
            barrier.wait()
            return attempt()
        except DomainError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


def soon():
    return timezone.now() + timedelta(minutes=5)


def numbers(offer: StockRecord) -> tuple[int, int]:
    offer.refresh_from_db()
    return offer.num_in_stock, offer.num_allocated


def test_fifty_rivals_for_one_unit_make_one_hold():
    offer = offer_of(make_product(make_market(), stock=1))
    holds = [lambda n=n: hold_stock(holds=[(offer.pk, f"rival-{n}", 1)], until=soon()) for n in range(RIVALS)]
    outcomes = at_once(holds)
    assert sum(isinstance(outcome, OutOfStock) for outcome in outcomes) == RIVALS - 1
    assert numbers(offer) == (1, 1)
    assert StockHold.objects.count() == 1


def test_carts_in_opposite_order_never_lock_each_other():
    market = make_market()
    first, second = (offer_of(make_product(market, stock=RIVALS)) for _ in range(2))

    def hold(n: int):
        lines = [(first.pk, f"{n}-a", 1), (second.pk, f"{n}-b", 1)]
        return lambda: hold_stock(holds=lines[:: 1 if n % 2 else -1], until=soon())

    assert at_once([hold(n) for n in range(RIVALS)]) == [None] * RIVALS
    assert numbers(first) == numbers(second) == (RIVALS, RIVALS)


def test_paying_cancelling_and_expiring_at_once_keep_the_count():
    market = make_market()
    offers = [offer_of(make_product(market, stock=20)) for _ in range(2)]
    for n in range(20):
        hold_stock(holds=[(offer.pk, f"{n}-{offer.pk}", 1) for offer in offers], until=timezone.now())
    references = [[f"{n}-{offer.pk}" for offer in offers] for n in range(20)]
    attempts = [lambda r=r: take_stock(references=r[::-1]) for r in references[:10]]
    attempts += [lambda r=r: release_stock(references=r) for r in references[:20]]
    at_once([*attempts, *[release_expired_holds] * 5])
    for offer in offers:
        taken = StockHold.objects.filter(offer=offer, status="taken").count()
        assert numbers(offer) == (20 - taken, 0)
        assert StockHold.objects.filter(offer=offer, status="released").count() == 20 - taken
