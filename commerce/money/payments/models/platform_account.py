"""The bank accounts of ours that shoppers transfer money to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.validators import validate_card, validate_iban


class PlatformAccount(models.Model):
    """A bank account of the platform; payers see its number, so nothing of it is secret."""

    public_id = PublicIdField()
    title = models.CharField(_("title"), max_length=80)
    bank = models.CharField(_("bank"), max_length=60)
    holder = models.CharField(_("account holder"), max_length=120)
    iban = models.CharField(_("IBAN (sheba)"), max_length=26, unique=True, validators=[validate_iban])
    card = models.CharField(_("card number"), max_length=16, blank=True, validators=[validate_card])
    is_active = models.BooleanField(_("active"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("bank account to pay into")
        verbose_name_plural = _("bank accounts to pay into")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title
