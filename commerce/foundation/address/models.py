"""Addresses in the words of the trade here: province, city, one line, postal code."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractUserAddress

from commerce.foundation.core.ids import PublicIdField


class RegionalAddress(models.Model):
    """What our addresses have beyond Oscar's: who receives, and where by our own regions."""

    mobile = models.CharField(_("receiver's mobile number"), max_length=16, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        abstract = True


class UserAddress(RegionalAddress, AbstractUserAddress):  # noqa: DJ008  Oscar has it
    """An address in a person's book; `line1` is the street line, `province` and `city` are slugs."""

    # What makes two addresses one; Oscar's own list knows neither our regions nor the receiver's number.
    hash_fields = ["salutation", "mobile", "province", "city", "line1", "postcode"]

    public_id = PublicIdField()

    class Meta(AbstractUserAddress.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(is_default_for_shipping=True), name="one_default_address"
            ),
        ]


from oscar.apps.address.models import *  # noqa: E402, F403
