"""The words of a request for a refund."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# Who decided what nobody looked at.
BY_POLICY: Final = "system:policy"


class Side(models.TextChoices):
    """As whom somebody asks."""

    SHOPPER = "shopper", _("shopper")
    VENDOR = "vendor", _("market")
    STAFF = "staff", _("staff")


class Kind(models.TextChoices):
    WHOLE = "whole", _("all that is left")
    LINES = "lines", _("lines")
    AMOUNT = "amount", _("an amount of a line")
    SHIPPING = "shipping", _("shipping")
    GOODWILL = "goodwill", _("goodwill")


class To(models.TextChoices):
    """Where the money goes; the payments' own names, but the first."""

    ORIGIN = "origin", _("to where it came from")
    WALLET = "wallet", _("to the wallet")
    BANK = "bank", _("to a bank account")
    SELLER = "seller", _("by the market, by hand")


class Goods(models.TextChoices):
    """What becomes of goods that were sent."""

    KEPT = "kept", _("the buyer keeps them")
    SOUND = "sound", _("came back, fit to be sold")
    SPOILT = "spoilt", _("came back, not fit to be sold")


class FundedBy(models.TextChoices):
    PLATFORM = "platform", _("the platform")
    MARKET = "market", _("the market")
