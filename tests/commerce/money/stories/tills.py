"""Banks of paper that remember whose money they have: what really happened, whatever we were told."""

from collections.abc import Mapping

from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Returning, Sent, Standing, Unpaid
from commerce.money.payments.models import Payment
from tests.commerce.money.payments.paper_banks import Plain, Refunding, Reversing, Telling, Vault


class Till(Plain):
    """Takes money, and gives none back."""

    def __init__(self) -> None:
        self.remember({})

    def remember(self, paid: Mapping[str, int]) -> None:
        """Begin anew, knowing no more than what was paid before."""
        self.vault = Vault()
        self.paid = dict(paid)
        self.reversed: set[str] = set()

    def pays(self, payment: Payment) -> None:
        """Somebody pays an attempt at this bank."""
        self.paid[payment.authority] = payment.amount

    def ask_token(self, attempt: Attempt) -> str:
        mood = self.vault.hear("request")
        self.vault.say(mood, "")
        return f"token-{attempt.bank_order}"

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(f"https://bank.test/{attempt.authority}")

    def read_callback(self, data: Mapping[str, str]) -> Returned:
        return Returned(data["token"], said_ok=data["said"] == "ok")

    def verify(self, attempt: Attempt) -> Paid | Unpaid:
        mood = self.vault.hear("verify")
        verdict = Paid(f"r-{attempt.bank_order}", "", "0") if attempt.authority in self.paid else Unpaid("51")
        self.vault.say(mood, "")
        return verdict

    @property
    def given_back(self) -> int:
        return sum(amount for _, amount in self.vault.sent) + sum(self.paid[token] for token in self.reversed)

    @property
    def holds(self) -> int:
        return sum(self.paid.values()) - self.given_back


class SilentTill(Till, Refunding):
    """Refunds, and cannot be asked whether it did."""


class TellingTill(Till, Telling):
    """Refunds, and tells."""


class ReversingTill(Till, Reversing):
    """Takes whole payments back, and tells how they stand."""

    def reverse(self, attempt: Attempt) -> Sent:
        mood = self.vault.hear("reverse")
        self.reversed.add(attempt.authority)
        return self.vault.say(mood, "reversed")

    def inquire(self, attempt: Attempt) -> Standing:
        self.vault.hear("inquire")
        return Standing.REVERSED if attempt.authority in self.reversed else Standing.VERIFIED


class ThoroughTill(ReversingTill, Telling):
    """Reverses while it is fresh, refunds after that, and tells what it did."""

    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        assert attempt.authority not in self.reversed
        return super().refund(attempt, returning)


TILLS: dict[str, Till] = {
    "plain": Till(),
    "silent": SilentTill(),
    "telling": TellingTill(),
    "reversing": ReversingTill(),
    "thorough": ThoroughTill(),
}


def till_of(payment: Payment) -> Till:
    """The bank at which an attempt is, or would be, paid."""
    assert payment.gateway is not None
    return TILLS[payment.gateway.slug]
