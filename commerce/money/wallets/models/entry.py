"""The statement of a wallet: what came, what went, and what could be spent after it."""

from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class ClockTimestamp(Func):
    """The one clock of the database, read under the wallet's lock: lines never stand before earlier ones."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class WalletEntry(models.Model):
    """One line, written with its ledger entry and under the wallet's lock; never changed."""

    class Kind(models.TextChoices):
        TOP_UP = "top_up", _("Top-up")
        PAYMENT = "payment", _("Payment")
        PAYMENT_RELEASED = "payment_released", _("Payment not made, money freed")
        REFUND = "refund", _("Refund")
        TRANSFER_SENT = "transfer_sent", _("Sent")
        TRANSFER_RECEIVED = "transfer_received", _("Received")
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        WITHDRAWAL_RETURNED = "withdrawal_returned", _("Withdrawal returned")
        PROMOTIONAL_GRANTED = "promotional_granted", _("Promotional credit")
        PROMOTIONAL_EXPIRED = "promotional_expired", _("Promotional credit expired")
        GIFT_CARD = "gift_card", _("Gift card")
        GIFT_CARD_RETURNED = "gift_card_returned", _("Gift card cancelled, money returned")

    public_id = PublicIdField()
    # The statement's own index begins with the wallet.
    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="entries", db_index=False)
    at = models.DateTimeField(_("time"), db_default=ClockTimestamp())
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    amount = models.BigIntegerField(_("amount (rial)"))
    balance = models.BigIntegerField(_("balance (rial)"))
    # The ledger entry's key; the same entry asked for again is the same line.
    key = models.CharField(_("ledger entry"), max_length=160)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("wallet entry")
        verbose_name_plural = _("wallet entries")
        constraints = [
            models.UniqueConstraint(fields=["wallet", "key"], name="wallet_entry_once"),
            models.CheckConstraint(condition=~Q(amount=0) & Q(balance__gte=0), name="wallet_entry_moves_money"),
        ]
        indexes = [
            models.Index(fields=["wallet", "-at", "-id"], name="wallet_statement"),
            models.Index(fields=["wallet", "kind", "-at", "-id"], name="wallet_statement_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.amount:+} {self.kind}"

    @property
    def text(self) -> str:
        """The line in words."""
        kind = str(self.Kind(self.kind).label)
        return f"{kind}: {self.note}" if self.note else kind
