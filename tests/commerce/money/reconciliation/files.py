"""Settlement files for tests, and people who make and check them."""

import io
import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from openpyxl import Workbook

from commerce.foundation.core.actors import Actor
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.services.booking import book_capture
from commerce.money.reconciliation.models import StatementFile, StatementReading
from commerce.money.reconciliation.policies import CHECK, MAKE, RESOLVE, VIEW
from commerce.money.reconciliation.services import name_columns, read_file, submit_file, upload_file
from tests.factories import sara
from tests.factories.sales import make_gateway

MAKER = Actor(kind="user", ref="maker", rights=frozenset({VIEW, MAKE}))
CHECKER = Actor(kind="user", ref="checker", rights=frozenset({VIEW, MAKE, CHECK, RESOLVE}))
HEADINGS = ["ردیف", "شماره مرجع", "شماره سفارش", "مبلغ (ریال)", "کارمزد", "تاریخ"]
_numbers = itertools.count(1)


def captured(amount: int, *, gateway: Gateway | None = None, at: datetime | None = None, **fields) -> Payment:
    """A payment that a gateway took, with its entry; settlement cares for nothing else."""
    number = next(_numbers)
    payment = Payment.objects.create(
        **{
            "purpose": "order",
            "reference": f"r{number}",
            "payer": sara(),
            "method": "gateway",
            "gateway": gateway or make_gateway(),
            "amount": amount,
            "status": "captured",
            "receipt": f"RRN{number}",
            "authority": f"A{number}",
            "captured_at": at or timezone.now(),
            "deadline_at": timezone.now() + timedelta(hours=1),
            **fields,
        }
    )
    book_capture(payment=payment)
    return payment


def line(payment: Payment, *, amount: int | None = None, fee: int = 0, day: str = "") -> list[str]:
    """A row of a file about a payment."""
    told = payment.amount if amount is None else amount
    return ["1", payment.receipt, str(payment.bank_order), f"{told:,}", str(fee), day]


def csv_of(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8") -> io.BytesIO:
    text = "\n".join(";".join(row) for row in [headings, *rows])
    # Windows of old knows the Arabic letter alone.
    return io.BytesIO(text.replace("ی", "ي").encode(encoding))


def xlsx_of(rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> io.BytesIO:
    book, out = Workbook(), io.BytesIO()
    for row in [headings, *rows]:
        book.active.append(list(row))
    book.save(out)
    out.seek(0)
    return out


def uploaded(content: io.BytesIO, *, gateway: Gateway | None = None, actor: Actor = MAKER) -> StatementFile:
    return upload_file(actor=actor, gateway=gateway or make_gateway(), upload=content, name="settlement.csv")


def read(file: StatementFile, *, actor: Actor = MAKER, **changes) -> StatementFile:
    """The file read by its guessed columns, unless told otherwise."""
    told = {"columns": file.columns, "header_row": file.header_row, "unit": file.unit, **changes}
    name_columns(actor=actor, public_id=file.public_id, **told)
    read_file(reading_id=StatementReading.objects.filter(file=file).latest("pk").pk)
    file.refresh_from_db()
    return file


def submitted(*rows: Sequence[str], gateway: Gateway | None = None) -> StatementFile:
    """A file of these rows that waits for its checker."""
    file = read(uploaded(csv_of(rows), gateway=gateway))
    return submit_file(actor=MAKER, public_id=file.public_id)


def outcomes(file: StatementFile) -> list[str]:
    return list(file.rows.order_by("number").values_list("outcome", flat=True))
