"""What goes wrong at the bank on purpose, asked for through `/control/`."""

import threading
from dataclasses import dataclass, field

# down: 503 and a page · html: 200 and a page · drop: hang up unheard · lose: do it, then hang up · hold: do it, answer
# when released · slow: answer after `seconds` · code: answer `code` and do nothing · huge: an endless answer ·
# fault: a SOAP fault · bomb: XML whose entities explode.
KINDS = frozenset({"down", "html", "drop", "lose", "hold", "slow", "code", "huge", "fault", "bomb"})
LONGEST_HOLD = 60


@dataclass(slots=True)
class Fault:
    """One kind of trouble with one operation of one bank, so many times; `times` below zero means until cleared."""

    on: str
    kind: str
    bank: str = "zarinpal"
    times: int = 1
    code: str = ""
    seconds: int = 0
    met: int = 0
    released: threading.Event = field(default_factory=threading.Event, repr=False)

    def wait(self) -> None:
        self.released.wait(LONGEST_HOLD if self.kind == "hold" else self.seconds)

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("bank", "on", "kind", "times", "code", "seconds", "met")}


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._all: list[Fault] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)
            self._all.append(fault)

    def meet(self, bank: str, operation: str) -> Fault | None:
        """The trouble that this call runs into."""
        with self._lock:
            for fault in self._waiting:
                if (fault.bank, fault.on) == (bank, operation):
                    fault.times -= 1
                    fault.met += 1
                    if fault.times == 0:
                        self._waiting.remove(fault)
                    return fault
        return None

    def release(self) -> None:
        """Whoever is held gets the answer now."""
        with self._lock:
            for fault in self._all:
                fault.released.set()

    def clear(self) -> None:
        self.release()
        with self._lock:
            self._waiting.clear()
            self._all.clear()

    def as_json(self) -> list[dict[str, object]]:
        with self._lock:
            return [fault.as_json() for fault in self._all]
