"""The banks that the sandbox speaks, one file and one line each."""

from typing import Protocol

from commerce.money.payments.sandbox.book import Book
from commerce.money.payments.sandbox.messages import Answer, Request
from commerce.money.payments.sandbox.sadad import Sadad
from commerce.money.payments.sandbox.sep import Sep
from commerce.money.payments.sandbox.zarinpal import Zarinpal


class SandboxDesk(Protocol):
    """One bank: what a call asks for in the words of `/control/`, its answer, and how it says no."""

    @property
    def name(self) -> str: ...

    def operation(self, request: Request) -> str: ...

    def answer(self, request: Request, book: Book) -> Answer: ...

    def refusal(self, code: str) -> Answer: ...


_ALL: tuple[SandboxDesk, ...] = (Zarinpal(), Sep(), Sadad())
banks = {bank.name: bank for bank in _ALL}
