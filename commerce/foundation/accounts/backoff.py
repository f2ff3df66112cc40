"""Some free tries, then waits that double: counted in the cache, one atomic step at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from commerce.foundation.core import crypto
from commerce.foundation.core.errors import Throttled


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of the free tries, as the X-RateLimit headers say it."""

    limit: int
    remaining: int
    reset_in: int

    def headers(self) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset_in),
        }


@dataclass(frozen=True, slots=True)
class Backoff:
    """`free` tries within `memory` seconds, then one more after each wait, twice as long every time."""

    name: str
    free: int
    first_wait: int
    longest_wait: int
    memory: int

    def take(self, key: str) -> Allowance:
        """Count a try of `key`, or refuse it with the time to wait."""
        counter, gate = self._counter(key), f"{self._counter(key)}:wait"
        cache.add(counter, 0, timeout=self.memory)
        taken = cache.incr(counter)
        if taken > self.free:
            wait = min(self.first_wait * 2 ** min(taken - self.free - 1, 20), self.longest_wait)
            if not cache.add(gate, 1, timeout=wait):
                cache.decr(counter)
                raise refusal(limit=self.free, wait=_seconds_left(gate))
        return Allowance(self.free, max(self.free - taken, 0), _seconds_left(counter))

    def forget(self, key: str) -> None:
        """Start afresh: the one who tried has proven who it is."""
        counter = self._counter(key)
        cache.delete_many([counter, f"{counter}:wait"])

    def give_back(self, key: str) -> None:
        """Do not count a try that was right."""
        if cache.get(counter := self._counter(key)):
            cache.decr(counter)

    def _counter(self, key: str) -> str:
        return f"backoff:{self.name}:{crypto.blind_index(key, purpose='backoff')[:32]}"


def refusal(*, limit: int, wait: int) -> Throttled:
    """A 429 that says when to come again."""
    seconds = max(wait, 1)
    return Throttled(headers={"Retry-After": str(seconds), **Allowance(limit, 0, seconds).headers()})


def _seconds_left(key: str) -> int:
    server: Any = cache
    return int(server.ttl(key) or 0)
