"""The numbers as a Markdown table, with the machine that gave them."""

import importlib.metadata
import os
import platform
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from bench.doors import Door
from bench.measuring import Times

COLUMNS = ("door", "a second", "p50 ms", "p95 ms", "p99 ms", "SQL", "budget", "bytes", "budget")


@dataclass(frozen=True)
class Row:
    door: Door
    times: Times
    statements: int

    @property
    def is_over_budget(self) -> bool:
        return _over(self.statements, self.door.most_sql) or _over(self.times.body, self.door.most_bytes)

    @property
    def cells(self) -> tuple[str, ...]:
        door, times = self.door, self.times
        tails = (f"{times.percentile(percent):.1f}" for percent in (50, 95, 99))
        sizes = (str(self.statements), _budget(door.most_sql), f"{times.body:,}", _budget(door.most_bytes))
        return (door.name, f"{times.rate:,.0f}", *tails, *sizes)


def page(rows: Sequence[Row], *, facts: str, asked: Namespace) -> str:
    over = ", ".join(row.door.name for row in rows if row.is_over_budget)
    return f"""# Bench

Written by `make bench ARGS=--write` on `{asked.scale}`: {asked.seconds:g} s a door, {asked.callers} callers in a
closed loop, granian (WSGI) with {asked.workers} processes of {asked.threads} threads, production settings, embedded
servers.

{facts}
{asked.remark}

{table(rows)}

Over budget: {over or "nothing"}. Client, web server and database share the machine. Times are of the door alone; the
rate of doors into the cart and of checkout counts the filling of the cart too. SQL is of a warm answer, counted inside
one process, without what opens and closes transactions; bytes are of the largest body, before compression.
"""


def table(rows: Iterable[Row]) -> str:
    lines = [COLUMNS, ("---", *["---:"] * (len(COLUMNS) - 1)), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Facts, asked of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = (f"{name} {importlib.metadata.version(name)}" for name in ("django", "granian", "psycopg", "httpx"))
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    system = (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} {platform.release()}"
    )
    versions = ", ".join([f"Python {platform.python_version()}", f"PostgreSQL {postgres}", *packages])
    return f"{system}; load before the first door (1, 5, 15 minutes): {load}.\n{versions}."


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    names = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _budget(most: int | None) -> str:
    return "" if most is None else f"{most:,}"


def _over(found: int, most: int | None) -> bool:
    return most is not None and found > most
