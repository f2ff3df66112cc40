"""Banks of paper: what a bank may be able to do about a refund, and each way an answer may go missing."""

from dataclasses import dataclass, field
from threading import Lock

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.gateways.base import Attempt, Returning, Sent, Standing

HALF_AN_HOUR = 30 * 60


@dataclass
class Vault:
    """What the bank did. Each of `moods` spoils a call: `no`, `silent` (nothing done), `lost` (done, nothing said)."""

    sent: list[tuple[int, int]] = field(default_factory=list)
    reversals: int = 0
    calls: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def hear(self, call: str) -> str:
        with self.lock:
            self.calls.append(call)
            mood = self.moods.pop(0) if self.moods else "yes"
        if mood == "no":
            raise Refused("77")
        if mood == "silent":
            raise Unreachable("ReadTimeout")
        return mood

    def say(self, mood: str, reference: str) -> Sent:
        if mood == "lost":
            raise Unreachable("ReadTimeout")
        return Sent(reference=reference, code="0")


class Plain:
    """Takes money and gives none back."""

    credentials_needed = ()

    def __init__(self) -> None:
        self.vault = Vault()

    def explain(self, code: str) -> str:
        return ""


class Reversing(Plain):
    reverse_within_seconds = HALF_AN_HOUR

    def reverse(self, attempt: Attempt) -> Sent:
        mood = self.vault.hear("reverse")
        self.vault.reversals += 1
        return self.vault.say(mood, "reversed")


class Inquiring(Reversing):
    def inquire(self, attempt: Attempt) -> Standing:
        self.vault.hear("inquire")
        return Standing.REVERSED if self.vault.reversals else Standing.VERIFIED


class Refunding(Plain):
    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        mood = self.vault.hear("refund")
        with self.vault.lock:
            self.vault.sent.append((returning.number, returning.amount))
        return self.vault.say(mood, f"f-{returning.number}")


class Telling(Refunding):
    def find_refund(self, attempt: Attempt, returning: Returning) -> Sent | None:
        mood = self.vault.hear("find")
        made = (returning.number, returning.amount) in self.vault.sent
        return self.vault.say(mood, f"f-{returning.number}") if made else None


class Able(Reversing, Telling):
    """Reverses while it is fresh, refunds after that, and tells what it did."""


KINDS = {
    "plain": Plain,
    "reversing": Reversing,
    "inquiring": Inquiring,
    "refunding": Refunding,
    "telling": Telling,
    "able": Able,
}
