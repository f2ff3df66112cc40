"""Which payment, or refund, each row is about: by receipt, else by order number, else by token."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.payments.selectors import has_paid
from commerce.money.reconciliation.columns import NAMES, Said
from commerce.money.reconciliation.models import StatementFile, StatementRow

Outcome = StatementRow.Outcome


def told_before(rows: "QuerySet[StatementRow]") -> "QuerySet[StatementRow]":
    """Those of which a posted file of the same gateway told when nobody knew them: they are in suspense already."""
    same_name = Q()
    for name in NAMES:
        same_name |= Q(**{name: OuterRef(name)}) & ~Q(**{name: ""})
    twins = StatementRow.objects.filter(
        same_name,
        Q(day=OuterRef("day")) | Q(day=None),
        amount=OuterRef("amount"),
        outcome=Outcome.SURPLUS,
        file__gateway=OuterRef("file__gateway"),
        file__status=StatementFile.Status.POSTED,
    )
    new = rows.exclude(outcome__in=[Outcome.ALREADY, Outcome.UNREADABLE])
    return new.filter(Exists(twins.exclude(file=OuterRef("file"))))


class Matcher:
    """Looks for the payments of a gateway a chunk of rows at a time; a payment is found once in a file."""

    def __init__(self, file: StatementFile) -> None:
        self.file = file
        self.taken: set[tuple[int, bool]] = set()

    def rows_of(self, said: Sequence[tuple[int, Said]]) -> list[StatementRow]:
        """The rows of a chunk with what was found for each."""
        told = [one for _number, one in said]
        payments = _Payments(self.file.gateway, told)
        refunds = _refunds_of([payments.of(one) for one in told if one.amount < 0])
        settled = self._settled(payments.all, refunds)
        return [self._row(number, one, payments.of(one), refunds, settled) for number, one in said]

    def _row(
        self,
        number: int,
        said: Said,
        payment: Payment | None,
        refunds: dict[int, list[Refund]],
        settled: set[tuple[int, bool]],
    ) -> StatementRow:
        row = StatementRow(
            file=self.file,
            number=number,
            receipt=said.receipt,
            bank_order=said.bank_order,
            authority=said.authority,
            amount=said.amount,
            fee=said.fee,
            day=said.day,
            payment=payment,
        )
        if said.problem:
            row.outcome, row.remark, row.payment = Outcome.UNREADABLE, said.problem, None
        elif said.amount < 0:
            self._match_refund(row, refunds.get(payment.pk, []) if payment else [], settled)
        else:
            self._match_payment(row, settled)
        return row

    def _match_payment(self, row: StatementRow, settled: set[tuple[int, bool]]) -> None:
        payment = row.payment
        if payment is None or not has_paid(payment.status):
            row.outcome, row.remark = Outcome.SURPLUS, f"is_{payment.status}" if payment else ""
            return
        self._conclude(row, (payment.pk, False), payment.amount, settled)

    def _match_refund(self, row: StatementRow, sent: list[Refund], settled: set[tuple[int, bool]]) -> None:
        """Of several refunds of a payment, one of the same amount that no other row has, else any."""
        free = [refund for refund in sent if (refund.pk, True) not in self.taken | settled]
        same = [refund for refund in free if refund.amount == -row.amount]
        row.refund = next(iter(same or free or sent), None)
        if row.refund is None:
            row.outcome, row.remark = Outcome.SURPLUS, "sent_back"
            return
        self._conclude(row, (row.refund.pk, True), -row.refund.amount, settled)

    def _conclude(
        self, row: StatementRow, thing: tuple[int, bool], expected: int, settled: set[tuple[int, bool]]
    ) -> None:
        row.expected = expected
        if thing in settled or thing in self.taken:
            row.outcome = Outcome.ALREADY
            return
        self.taken.add(thing)
        row.outcome = Outcome.MATCHED if row.amount == expected else Outcome.DIFFERS

    def _settled(self, payments: Iterable[Payment], refunds: dict[int, list[Refund]]) -> set[tuple[int, bool]]:
        """What a posted file has settled: payments (False) and refunds (True)."""
        rows = StatementRow.objects.filter(is_settled=True)
        paid = rows.filter(payment__in=[payment.pk for payment in payments], refund=None)
        sent = rows.filter(refund__in=[refund.pk for each in refunds.values() for refund in each])
        return {(pk, False) for pk in paid.values_list("payment", flat=True)} | {
            (pk, True) for pk in sent.values_list("refund", flat=True)
        }


class _Payments:
    """The payments that a chunk of rows names, in three questions."""

    def __init__(self, gateway: Gateway, said: Sequence[Said]) -> None:
        mine = Payment.objects.filter(gateway=gateway)
        orders = {int(one.bank_order) for one in said if _is_number(one.bank_order)}
        receipts, tokens = {one.receipt for one in said} - {""}, {one.authority for one in said} - {""}
        self.by_receipt = {payment.receipt: payment for payment in mine.filter(receipt__in=receipts)}
        self.by_order = {str(payment.bank_order): payment for payment in mine.filter(bank_order__in=orders)}
        self.by_token = {payment.authority: payment for payment in mine.filter(authority__in=tokens)}

    @property
    def all(self) -> set[Payment]:
        return {*self.by_receipt.values(), *self.by_order.values(), *self.by_token.values()}

    def of(self, said: Said) -> Payment | None:
        return (
            self.by_receipt.get(said.receipt)
            or self.by_order.get(said.bank_order.lstrip("0"))
            or self.by_token.get(said.authority)
        )


def _refunds_of(payments: Iterable[Payment | None]) -> dict[int, list[Refund]]:
    found: dict[int, list[Refund]] = {}
    wanted = [payment.pk for payment in payments if payment]
    sent = Refund.objects.filter(payment__in=wanted, way=Refund.Way.GATEWAY, status=Refund.Status.SENT).order_by("id")
    for refund in sent:
        found.setdefault(refund.payment_id, []).append(refund)
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
