"""Paying and sending over HTTP: a web server and the sandbox bank as processes of their own, and callers in a loop."""

import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
from django.utils import timezone

from bench.doors import ADDRESS
from bench.lines import Answer, HttpLine
from bench.servers import web_server
from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.services import Device, start_session
from commerce.money.payments.models import Payment
from commerce.money.payments.services import open_gateway
from commerce.money.wallets.models import Transfer
from tests.commerce.money.wallets.money import top_up
from tests.factories import make_market, make_product, make_user, offer_of
from tests.journeys.town import Town, answers, wait_for

PRICE, SENT, PURSE = 2_500_000, 10_000, 900_000_000
BANK = "zarinpal"


@dataclass(frozen=True)
class Rate:
    """How often something was done in a second, and what one took in the middle and at the slow end."""

    name: str
    a_second: float
    p50: float
    p95: float


@dataclass
class Shopper:
    user: User
    line: HttpLine
    browser: httpx.Client


def measure(*, callers: int, seconds: float, state: Path) -> list[Rate]:
    """Payments and transfers a second, by so many at once."""
    offer = offer_of(make_product(make_market(), price=PRICE, stock=None))
    _open_bank()
    people = [make_user() for _caller in range(callers)]
    for user in people:
        top_up(user, PURSE)
    with _town(state) as town:
        shoppers = [_shopper(town, user) for user in people]
        pays = _rate("payments", shoppers, seconds, lambda shopper: _pay(town, shopper, offer.public_id))
        taker = {
            one.user.pk: other.user.mobile for one, other in zip(shoppers, [*shoppers[1:], shoppers[0]], strict=True)
        }
        sends = _rate("transfers", shoppers, seconds, lambda shopper: _send(shopper, taker[shopper.user.pk]))
    _all_arrived()
    return [pays, sends]


def _pay(town: Town, shopper: Shopper, offer: str) -> None:
    """The cart, checkout, our hand-off page, the bank's yes, the callback: captured when that has answered."""
    _expect(shopper.line.post("cart/lines/", {"offer": offer, "quantity": 1}), 201)
    wish = {"address": ADDRESS, "client_total": PRICE, "payment": {"method": "gateway", "gateway": BANK}}
    placed = _expect(shopper.line.post("checkout/", wish), 201).json
    handoff = shopper.browser.get(placed["payment"]["redirect_url"])
    authority = re.search(r"StartPay/(\w+)", unescape(handoff.text))[1]
    shopper.browser.post(f"{town.bank}/control/attempts/{authority}/pay/", json={})
    callback = f"{town.address}/api/v1/payments/callback/{BANK}/"
    back = shopper.browser.get(callback, params={"Authority": authority, "Status": "OK"})
    if back.status_code != 303:
        raise SystemExit(f"callback: {back.status_code} {back.text[:300]}")


def _send(shopper: Shopper, mobile: str) -> None:
    _expect(shopper.line.post("wallet/transfers/", {"mobile": mobile, "amount": SENT}), 201)


def _expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise SystemExit(f"{answer.status} {answer.body[:500].decode()}")
    return answer


def _rate(name: str, shoppers: list[Shopper], seconds: float, act: Callable[[Shopper], None]) -> Rate:
    for shopper in shoppers:
        act(shopper)
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(shoppers)) as pool:
        spent = [
            took for each in pool.map(lambda one: list(_loop(one, act, begun + seconds)), shoppers) for took in each
        ]
    lasted = time.perf_counter() - begun
    slow = statistics.quantiles(spent, n=100, method="inclusive")[94]
    return Rate(name, len(spent) / lasted, statistics.median(spent) * 1_000, slow * 1_000)


def _loop(shopper: Shopper, act: Callable[[Shopper], None], until: float) -> Iterator[float]:
    while time.perf_counter() < until:
        begun = time.perf_counter()
        act(shopper)
        yield time.perf_counter() - begun


@contextmanager
def _town(state: Path) -> Iterator[Town]:
    """The sandbox bank as journeys have it, and granian rather than their development server."""
    town = Town(state)
    os.environ |= town.environment | {"LOG_LEVEL": "WARNING"}
    town.start("bank")
    try:
        wait_for(lambda: answers(f"{town.bank}/control/"), what="the bank")
        with web_server(port=town.web_port, workers=2, threads=8):
            yield town
    finally:
        town.stop()


def _shopper(town: Town, user: User) -> Shopper:
    access = start_session(user=user, audience="shopper", device=Device(name="bench")).access
    user.sessions.update(stepped_up_at=timezone.now() + timedelta(hours=1))
    return Shopper(user, HttpLine(town.address, access), httpx.Client(timeout=60, trust_env=False))


def _open_bank() -> None:
    credentials = {"merchant_id": "00000000-0000-4000-8000-000000000000"}
    open_gateway(
        slug=BANK, adapter=BANK, title_fa="زرین‌پال", title_en="Zarinpal", credentials=credentials, is_test=True
    )


def _all_arrived() -> None:
    """What was counted has happened."""
    paid = Payment.objects.filter(purpose="order")
    if paid.exclude(status="captured").exists() or not Transfer.objects.exists():
        raise SystemExit("Not every payment was captured.")
