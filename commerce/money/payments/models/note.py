"""The log of an attempt: each exchange with the bank and each turn, without secrets."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "token_given": _("The bank gave its token"),
    "no_token": _("The bank gave no token"),
    "token_refused": _("The bank refused a token"),
    "returned": _("The payer came back from the bank"),
    "no_answer": _("The bank gave no answer"),
    "unpaid": _("The bank says: not paid"),
    "paid": _("Paid"),
    "receipt_used": _("Its receipt paid another payment before"),
    "ended": _("The attempt ended"),
    "taken": _("The wallet's part was taken"),
    "let_go": _("The wallet's part was freed"),
    "not_held_again": _("The wallet's part was no longer there"),
    "transfer_shown": _("A receipt of a transfer was shown"),
    "transfer_refused": _("The receipt was refused"),
    "refund_decided": _("A refund was decided"),
    "refund_refused": _("The refund goes another way"),
    "refund_no_answer": _("The bank gave no answer about the refund"),
    "refund_remitted": _("The refund goes by bank transfer"),
    "refund_returned": _("The bank returned the refund"),
    "refund_failed": _("The refund cannot be sent"),
    "cash_lowered": _("Less is to be paid at the door"),
    "refunded": _("The refund left"),
    "charged_back": _("The payer's bank took the money back"),
    "chargeback_won": _("The bank gave the money back again"),
    "chargeback_lost": _("The bank keeps the money it took back"),
}


class PaymentNoteManager(models.Manager["PaymentNote"]):
    def write(self, payment_id: int, kind: str, *, code: str = "", **data: Any) -> "PaymentNote":
        """Add a line; what it holds must already be masked."""
        return self.create(payment_id=payment_id, kind=kind, code=code[:40], data=data)


class PaymentNote(models.Model):
    """A line that is never changed or taken away; a trigger sees to it."""

    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)

    objects = PaymentNoteManager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}".strip()

    @property
    def text(self) -> str:
        """The line in words; one of another time is called by its kind."""
        return str(TEXTS.get(self.kind, self.kind))
