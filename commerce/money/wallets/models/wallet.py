"""A person's wallet. What is in it stands in the ledger and nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.money.ledger.services import AccountRef
from commerce.money.wallets import pockets


class Wallet(models.Model):
    """Made when a person first has money; its row is the lock under which that money moves."""

    public_id = PublicIdField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="wallet"
    )
    is_frozen = models.BooleanField(_("frozen"), default=False)
    frozen_reason = models.CharField(_("why frozen"), max_length=300, blank=True)
    frozen_by = models.CharField(_("frozen by"), max_length=80, blank=True)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("wallet")
        verbose_name_plural = _("wallets")
        permissions = [("freeze_wallet", "Can freeze and release wallets")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_frozen=False) | (~Q(frozen_reason="") & Q(frozen_at__isnull=False)),
                name="frozen_wallet_says_why",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="wallets_newest")]

    def __str__(self) -> str:
        return self.public_id

    def account(self, kind: str) -> AccountRef:
        """One of the wallet's accounts in the ledger."""
        return pockets.pocket(kind, self.user.public_id)
