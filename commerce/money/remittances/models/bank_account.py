"""An account at a bank to which somebody's money may leave."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField, blind_index
from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.validators import bank_of_iban, mask_iban


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    def of(self, owner_kind: str, owner_ref: str) -> Self:
        return self.filter(owner_kind=owner_kind, owner_ref=owner_ref)

    def kept(self) -> Self:
        """Those their owners did not remove."""
        return self.filter(removed_at=None)


def index_of(iban: str) -> str:
    """The keyed hash under which an IBAN is found."""
    return blind_index(iban, purpose="bank_account")


class BankAccount(models.Model):
    """An IBAN and the name of its holder. The IBAN never changes: another one is another account."""

    class Status(models.TextChoices):
        UNVERIFIED = "unverified", _("waiting for verification")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused")

    public_id = PublicIdField()
    owner_kind = models.CharField(_("owner kind"), max_length=20)
    owner_ref = models.CharField(_("owner"), max_length=64)
    iban = EncryptedTextField(_("IBAN"))
    iban_index = models.CharField(max_length=64)
    iban_mask = models.CharField(_("IBAN"), max_length=16)
    holder = models.CharField(_("account holder"), max_length=120)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.UNVERIFIED)
    is_default = models.BooleanField(_("default"), default=False)
    added_by = models.CharField(_("added by"), max_length=80)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    # A stolen session could add an account: money does not leave to a new one at once.
    usable_from = models.DateTimeField(_("usable from"))
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    refusal_reason = models.CharField(_("reason"), max_length=300, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        permissions = [("verify_bankaccount", "Can verify bank accounts")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_kind", "owner_ref", "iban_index"],
                condition=Q(removed_at=None),
                name="bank_account_once_per_owner",
            ),
            models.UniqueConstraint(
                fields=["owner_kind", "owner_ref"],
                condition=Q(is_default=True, removed_at=None),
                name="one_default_bank_account",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="bank_account_by_status"),
            models.Index(fields=["iban_index"], name="bank_account_by_iban"),
        ]

    def __str__(self) -> str:
        return f"{self.iban_mask} {self.holder}"

    def write_iban(self, iban: str) -> None:
        """Keep an IBAN with what it is found and shown by."""
        self.iban, self.iban_index, self.iban_mask = iban, index_of(iban), mask_iban(iban)

    @property
    def bank_name(self) -> str:
        """The bank that the IBAN names, in the reader's language; empty where we do not know it."""
        bank = bank_of_iban(self.iban)
        return bank.name((get_language() or "fa")[:2]) if bank else ""
