"""What a bench stands on: Django, a database of its own, and a column of numbers. Import it first."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django

django.setup()


@contextmanager
def own_database() -> Iterator[None]:
    """A migrated database that is gone afterwards."""
    from tests.database import WorkerDatabase

    database = WorkerDatabase()
    database.create()
    try:
        yield
    finally:
        database.destroy()


def timed(name: str, act: Callable[[], object], times: int = 1) -> float:
    """Say, and answer, how long it takes in the middle of so many times."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        spent.append((time.perf_counter() - started) * 1_000)
    middle = statistics.median(spent)
    say(f"{name}, ms (median of {times})", middle)
    return middle


def say(name: str, number: float) -> None:
    """One line of the result."""
    print(f"{name:70} {number:>12,.1f}", flush=True)
