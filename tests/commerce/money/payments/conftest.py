"""A real sandbox bank on loopback, a gateway to it, and a thing to pay for."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.payments.purposes import payable
from commerce.money.payments.sandbox.book import Attempt
from commerce.money.payments.sandbox.faults import Fault
from commerce.money.payments.sandbox.server import SandboxBank
from commerce.money.payments.services import open_gateway, open_handoff, start_payment
from commerce.money.payments.tenders import Tender, tenders
from config.settings.banks import BANKS
from tests import factories
from tests.commerce.money.payments.paper_banks import KINDS

PRICE = 2_500_000


@dataclass
class Shelf:
    """What the thing sold here heard about its payments."""

    captured: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    refunded: list[tuple[str, int, str]] = field(default_factory=list)
    broken: bool = False

    def on_captured(self, payment: Payment) -> None:
        if self.broken:
            raise RuntimeError("the shelf fell down")
        self.captured.append(payment.public_id)

    def on_closed(self, payment: Payment) -> None:
        self.closed.append(payment.public_id)

    def on_refunded(self, refund: Refund) -> None:
        if self.broken:
            raise RuntimeError("the shelf fell down")
        self.refunded.append((refund.payment.public_id, refund.amount, refund.way))


_shelf = Shelf()
payable(
    "thing",
    on_captured=lambda payment: _shelf.on_captured(payment),
    on_closed=lambda payment: _shelf.on_closed(payment),
    on_refunded=lambda refund: _shelf.on_refunded(refund),
    title=lambda reference: f"چیز {reference}",
    link=lambda reference: f"/things/{reference}/",
    methods=("gateway", "wallet"),
)


@pytest.fixture
def shelf() -> Shelf:
    global _shelf
    _shelf = Shelf()
    return _shelf


@dataclass
class Bank:
    """The running bank and the hidden hand in it."""

    server: SandboxBank

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def trouble(self, on: str, kind: str, *, times: int = 1, code: str = "") -> Fault:
        fault = Fault(on=on, kind=kind, times=times, code=code)
        self.server.faults.add(fault)
        return fault

    def well_again(self) -> None:
        self.server.faults.clear()

    def release(self) -> None:
        self.server.faults.release()

    def pay(self, payment: Payment, *, receipt: str = "") -> None:
        self.server.book.pay(payment.authority, receipt=receipt)

    def sees(self, payment: Payment) -> Attempt:
        attempt = self.server.book.find("zarinpal", payment.authority)
        assert attempt is not None
        return attempt

    @property
    def attempts(self) -> list[Attempt]:
        return self.server.book.latest()


@pytest.fixture
def bank(tmp_path: Path, settings) -> Iterator[Bank]:
    server = SandboxBank(port=0, file=tmp_path / "bank.sqlite3")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.SANDBOX_BANK_URL = f"http://127.0.0.1:{server.server_port}"
    settings.BANK_BASE_URLS = {bank: f"{settings.SANDBOX_BANK_URL}/{bank}" for bank in BANKS}
    yield Bank(server)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def wallets(monkeypatch) -> None:
    """Wallets take what goes back, also where the app that keeps them is not installed."""
    if "wallet" not in tenders:
        nothing = Tender("wallet", hold=print, take=print, let_go=print, give_back=_into_wallet)
        monkeypatch.setitem(tenders._entries, "wallet", nothing)


def _into_wallet(refund: Refund) -> None:
    owner = AccountRef("wallet", "user", refund.payment.payer.public_id)
    drafts = [PostingDraft(AccountRef("refunds_payable"), refund.amount), PostingDraft(owner, -refund.amount)]
    post_entry(key=refund.public_id, reason="t", cause_kind="refund", cause_ref=refund.public_id, postings=drafts)


@pytest.fixture
def gateway(db: None) -> Gateway:
    return open_gateway(
        slug="zarinpal",
        adapter="zarinpal",
        title_fa="زرین‌پال",
        title_en="Zarinpal",
        credentials={"merchant_id": str(uuid.uuid4())},
        is_test=True,
    )


@pytest.fixture
def sara(db: None) -> User:
    return factories.sara()


@pytest.fixture
def payment(sara: User, gateway: Gateway, shelf: Shelf) -> Payment:
    return start(sara)


@pytest.fixture
def at_bank(payment: Payment, bank: Bank) -> Payment:
    """A payment whose shopper stands before the bank's page."""
    open_handoff(payment=payment)
    payment.refresh_from_db()
    return payment


def start(payer: User, *, reference: str = "t-1", amount: int = PRICE, **told) -> Payment:
    return start_payment(
        purpose="thing",
        reference=reference,
        payer=payer,
        method=told.pop("method", "gateway"),
        gateway_slug=told.pop("gateway_slug", "zarinpal"),
        amount=amount,
        expires_at=told.pop("expires_at", timezone.now() + timedelta(minutes=30)),
        **told,
    )


def later(payment: Payment, **times: int) -> None:
    """Let time pass for a payment: every moment it knows moves back."""
    row = Payment.objects.get(pk=payment.pk)
    passed = timedelta(**times)
    for name in ("created_at", "redirected_at", "returned_at", "deadline_at", "next_ask_at", "asking_until"):
        moment = getattr(row, name)
        setattr(row, name, moment and moment - passed)
    row.save()


@pytest.fixture
def paper(monkeypatch, gateway):
    """Let the gateway's bank be one of paper; answers what it did."""

    def be(kind: str):
        bank = KINDS[kind]()
        monkeypatch.setitem(banks._entries, f"paper-{kind}", bank)
        Gateway.objects.filter(pk=gateway.pk).update(adapter=f"paper-{kind}")
        return bank.vault

    return be
