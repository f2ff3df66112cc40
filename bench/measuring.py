"""A door in numbers: callers in a closed loop for time, one caller inside this process for SQL statements."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.doors import Caller, Door
from bench.lines import Answer, HttpLine, InnerLine, Line
from bench.town import Town

# What opens and closes a transaction is not counted.
FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
OpenLine = Callable[[str], Line]


@dataclass(frozen=True)
class Times:
    """Seconds of every answer, and how long all of it took."""

    spent: list[float]
    lasted: float
    body: int

    @property
    def rate(self) -> float:
        return len(self.spent) / self.lasted

    def percentile(self, percent: int) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.spent, n=100, method="inclusive")[percent - 1] * 1_000


def time_door(door: Door, town: Town, *, address: str, callers: int, seconds: float) -> Times:
    """Everybody asks again as soon as they are answered."""
    standing = [_caller(door, town, place, lambda token: HttpLine(address, token)) for place in range(callers)]
    for caller in standing:
        _act(door, caller)
    begun = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        answers = list(pool.map(lambda caller: _loop(door, caller, begun + seconds), standing))
    lasted = time.perf_counter() - begun
    spent = [took for each in answers for took, _ in each]
    return Times(spent, lasted, max(size for each in answers for _, size in each))


def count_statements(door: Door, town: Town) -> int:
    """Of a warm answer."""
    caller = _caller(door, town, 0, InnerLine)
    _act(door, caller)
    door.before(caller)
    with CaptureQueriesContext(connection) as asked:
        _checked(door, door.act(caller))
    return sum(not query["sql"].startswith(FRAMES) for query in asked.captured_queries)


def _caller(door: Door, town: Town, place: int, open_line: OpenLine) -> Caller:
    if door.who == "vendor":
        vendor = town.vendors[place % len(town.vendors)]
        return Caller(open_line(vendor.token), town, Random(place), vendor.handle)
    token = town.shoppers[place] if door.who == "shopper" else ""
    return Caller(open_line(token), town, Random(place))


def _loop(door: Door, caller: Caller, until: float) -> list[tuple[float, int]]:
    answers = []
    while not answers or time.perf_counter() < until:
        answers.append(_act(door, caller))
    return answers


def _act(door: Door, caller: Caller) -> tuple[float, int]:
    door.before(caller)
    begun = time.perf_counter()
    answer = door.act(caller)
    took = time.perf_counter() - begun
    _checked(door, answer)
    return took, len(answer.body)


def _checked(door: Door, answer: Answer) -> None:
    if answer.status != door.status:
        raise SystemExit(f"{door.name}: {answer.status} {answer.body[:500].decode()}")
