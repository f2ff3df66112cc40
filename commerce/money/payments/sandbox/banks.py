"""The banks that the sandbox speaks, one file and one line each."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from commerce.money.payments.sandbox.book import Book
from commerce.money.payments.sandbox.mellat import Mellat
from commerce.money.payments.sandbox.messages import Answer, Request
from commerce.money.payments.sandbox.nextpay import NextPay
from commerce.money.payments.sandbox.parsian import Parsian
from commerce.money.payments.sandbox.sadad import Sadad
from commerce.money.payments.sandbox.sep import Sep
from commerce.money.payments.sandbox.zarinpal import Zarinpal
from commerce.money.payments.sandbox.zibal import Zibal


class SandboxDesk(Protocol):
    """One bank: what a call asks for in the words of `/control/`, its answer, and how it says no."""

    @property
    def name(self) -> str: ...

    @property
    def contract(self) -> Mapping[str, str]:
        """Credentials that this bank accepts."""
        ...

    def operation(self, request: Request) -> str: ...

    def answer(self, request: Request, book: Book) -> Answer: ...

    def refusal(self, code: str) -> Answer: ...


@runtime_checkable
class RefusesByOperation(Protocol):
    """A bank whose no has another shape for each operation."""

    def refusal_to(self, request: Request, code: str) -> Answer: ...


_ALL: tuple[SandboxDesk, ...] = (Zarinpal(), Mellat(), Parsian(), Zibal(), Sep(), Sadad(), NextPay())
banks = {bank.name: bank for bank in _ALL}
