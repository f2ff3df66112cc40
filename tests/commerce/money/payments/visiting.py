"""A shopper's browser at any bank of the sandbox: what it shows, what its buttons do, what comes back of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import httpx

from commerce.money.payments.models import Payment
from commerce.money.payments.sandbox.book import Attempt
from commerce.money.payments.sandbox.faults import Fault
from commerce.money.payments.sandbox.server import SandboxBank
from commerce.money.payments.services import ask_bank, open_handoff, take_callback


class _Form(HTMLParser):
    """The hidden fields of a page's form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden":
            self.fields[told["name"] or ""] = told["value"] or ""


@dataclass
class Visit:
    """One attempt at one bank, and the hidden hand in that bank."""

    name: str
    server: SandboxBank
    payment: Payment
    told: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> Attempt:
        """The attempt as the bank sees it now."""
        attempt = self.server.book.find(self.name, self.payment.authority)
        assert attempt is not None
        return attempt

    @property
    def now(self) -> Payment:
        """The payment as we see it now."""
        self.payment.refresh_from_db()
        return self.payment

    def press(self, button: str) -> dict[str, str]:
        """Go to the bank's page and press a button; answers what the bank sends back with the browser."""
        handoff = open_handoff(payment=self.now)
        with httpx.Client(trust_env=False) as browser:
            data = dict(handoff.fields) if handoff.method == "post" else None
            page = browser.request(handoff.method, handoff.url, data=data, follow_redirects=True)
            answer = browser.post(str(page.url), data={"action": button})
        if answer.status_code == 303:
            self.told = dict(parse_qsl(urlsplit(answer.headers["Location"]).query, keep_blank_values=True))
        else:
            self.told = _Form(answer.text).fields
        return self.told

    def come_back(self, told: Mapping[str, str] | None = None) -> Payment | None:
        """What a callback does; without fields it is the one that the bank sent."""
        return take_callback(gateway_slug=self.name, data=dict(self.told if told is None else told))

    def ask(self) -> Payment:
        return ask_bank(payment_id=self.payment.pk)

    def pay(self) -> Payment:
        """The whole way, without trouble."""
        self.press("pay")
        self.come_back()
        return self.ask()

    def forged_for(self, other: "Visit") -> dict[str, str]:
        """What the bank sent back with this attempt, forged to name another."""
        theirs, ours = other.payment, self.payment
        forged = {ours.authority: theirs.authority, str(ours.bank_order): str(theirs.bank_order)}
        return {key: forged.get(value, value) for key, value in self.told.items()}

    def pay_late(self, other: "Visit") -> None:
        """Pay on a page that we open for nobody any more, and come back as one does who pays at another's."""
        self.server.book.pay(self.payment.authority)
        other.press("pay")
        told = other.forged_for(self)
        self.come_back(
            {key: self.seen.receipt if value == other.seen.receipt else value for key, value in told.items()}
        )

    def trouble(self, on: str, kind: str, *, times: int = -1, code: str = "") -> None:
        self.server.faults.add(Fault(on=on, kind=kind, bank=self.name, times=times, code=code))

    def well_again(self) -> None:
        self.server.faults.clear()
