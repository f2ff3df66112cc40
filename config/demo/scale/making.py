"""Steps of the large set. Each is one SQL file, run once or batch by batch, with progress and within its own commit."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import connection, transaction

from commerce.money.ledger.journal import open_accounts
from commerce.money.ledger.services import AccountRef
from commerce.shop.listing.services import rebuild_listing
from commerce.shop.markets.models import Market
from config.demo import shops
from config.demo.banks import open_banks

SQL = Path(__file__).parent / "sql"
BATCH = 20_000
Say = Callable[[str], None]


def make(sizes: Mapping[str, int], *, say: Say) -> None:
    """Add so many markets, products and orders to what is there; the orders are of the products just made."""
    begun = time.monotonic()
    shops.grow_categories()
    parameters = {**sizes, **_bases(), "shoppers": max(sizes["orders"] // 10, 100)}
    for step in ("shoppers", "markets", "products"):
        say(f"{step}: {_run(step, parameters):,} rows")
    _count_on()
    if sizes["products"]:
        say("listing rows")
        rebuild_listing()
    if sizes["orders"]:
        _sell(parameters, sizes["orders"], say)
    say("statistics for the planner")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"Done in {time.monotonic() - begun:.0f} s; the database takes {_size()}.")


def _sell(parameters: Mapping[str, int], orders: int, say: Say) -> None:
    platform = [AccountRef(kind) for kind in ("gateway_clearing", "receipts", "commission")]
    open_accounts([*platform, *(AccountRef("vendor_held", "market", ref) for ref in _new_markets(parameters))])
    gateway = open_banks()[0].pk
    for first in range(1, orders + 1, BATCH):
        last = min(first + BATCH - 1, orders)
        batch = {**parameters, "first": first, "last": last, "gateway": gateway}
        with transaction.atomic():
            for step in ("orders", "settlement", "ledger"):
                _run(step, batch)
        _count_on()
        say(f"orders: {last:,} of {orders:,}")


def _new_markets(parameters: Mapping[str, int]) -> list[str]:
    return list(Market.objects.filter(pk__gt=parameters["market_base"]).values_list("public_id", flat=True))


def _run(step: str, parameters: Mapping[str, int]) -> int:
    """Run every statement of a file; says how many rows the last one wrote."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (SQL / f"{step}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement, parameters)
        return int(cursor.rowcount)


BASES = {
    "user_base": "accounts_user",
    "market_base": "markets_market",
    "partner_base": "partner_partner",
    "product_base": "catalogue_product",
    "offer_base": "partner_stockrecord",
    "order_base": "order_order",
    "part_base": "order_vendororder",
    "sold_base": "settlement_soldline",
    "payment_base": "payments_payment",
    "entry_base": "ledger_entry",
}


def _bases() -> dict[str, int]:
    """Where the ids of new rows begin, so that rows of one step can name rows of another."""
    with connection.cursor() as cursor:
        found = {}
        for name, table in BASES.items():
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608  names of our own
            found[name] = cursor.fetchone()[0]
        return found


def _count_on() -> None:
    """Let the sequences go on behind the ids just given."""
    with connection.cursor() as cursor:
        for table in BASES.values():
            last = f"greatest((SELECT max(id) FROM {table}), 1)"  # noqa: S608  names of our own
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")


def _size() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])
