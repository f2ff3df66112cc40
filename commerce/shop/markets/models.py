"""Markets and the people who work in them."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.fields import SearchKeyField, key_holds
from commerce.foundation.core.ids import PublicIdField


class MarketQuerySet(models.QuerySet["Market"]):
    def named_like(self, spellings: Iterable[str]) -> "MarketQuerySet":
        """Markets whose name holds one of the folded texts."""
        return self.filter(key_holds(spellings))

    def live(self) -> "MarketQuerySet":
        """Markets that shoppers can see and buy from."""
        return self.filter(status=Market.Status.PUBLISHED)

    def of_user(self, user_id: int) -> "MarketQuerySet":
        """Markets this person works in."""
        return self.filter(memberships__user=user_id, memberships__is_active=True)


class Market(models.Model):  # type: ignore[django-manager-missing]
    """A vendor's shop on the platform, named by its handle."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PENDING = "pending", _("waiting for approval")
        PUBLISHED = "published", _("published")
        SUSPENDED = "suspended", _("suspended")
        CLOSED = "closed", _("closed")

    public_id = PublicIdField()
    handle = models.CharField(_("handle"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    search_key = SearchKeyField(source="name")
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="markets/logos/", blank=True)
    cover = models.ImageField(_("cover"), upload_to="markets/covers/", blank=True)
    city = models.ForeignKey("regions.City", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("city"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    dispatch_days = models.PositiveSmallIntegerField(_("days to dispatch"), default=2)
    shipping_price = models.BigIntegerField(_("shipping price (rial)"), default=0)
    free_shipping_from = models.BigIntegerField(_("free shipping from (rial)"), null=True, blank=True)
    # Staff decide: what is paid there never passes through the platform.
    may_have_own_gateway = models.BooleanField(_("may have its own gateway"), default=False)
    takes_cash = models.BooleanField(_("takes cash on delivery"), default=False)
    # What its open restrictions forbid, kept with them, so that a cart asks nothing more than the market.
    forbidden = ArrayField(models.CharField(max_length=16), verbose_name=_("forbidden"), default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = MarketQuerySet.as_manager()

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        constraints = [
            models.UniqueConstraint(Lower("handle"), name="market_handle_any_case"),
            models.CheckConstraint(
                condition=models.Q(handle__regex=r"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$"), name="market_handle_shape"
            ),
            models.CheckConstraint(condition=models.Q(shipping_price__gte=0), name="market_shipping_not_negative"),
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published_at__isnull=False),
                name="published_market_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="market_by_status"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="market_by_letters"),
        ]
        permissions = [
            ("publish_market", _("Can publish and suspend markets")),
            ("restrict_market", _("Can forbid markets single things, and allow them again")),
        ]

    def __str__(self) -> str:
        return self.name

    def is_forbidden(self, what: str) -> bool:
        """Whether an open restriction forbids it this."""
        return what in self.forbidden

    @property
    def sells(self) -> bool:
        """Whether it takes new orders now."""
        return self.status == self.Status.PUBLISHED and not self.is_forbidden(Restriction.What.NO_NEW_ORDERS)

    @property
    def has_cash(self) -> bool:
        """Whether its buyers may pay in cash at the door now."""
        return self.takes_cash and not self.is_forbidden(Restriction.What.NO_CASH)


class Membership(models.Model):
    """A person at work in a market, with a role; what a role may is data in `policies`."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MANAGER = "manager", _("manager")
        CLERK = "clerk", _("clerk")

    market = models.ForeignKey(Market, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["market", "user"], name="one_membership_per_person"),
            models.UniqueConstraint(fields=["market"], condition=models.Q(role="owner"), name="one_owner_per_market"),
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.market} ({self.role})"


class Restriction(models.Model):
    """One thing a market may not for a while, and why; one open row for each thing."""

    class What(models.TextChoices):
        NO_CASH = "no_cash", _("no cash on delivery")
        NO_OWN_GATEWAY = "no_own_gateway", _("no gateway of its own")
        NO_PAYOUTS = "no_payouts", _("no payouts")
        NO_NEW_ORDERS = "no_new_orders", _("no new orders")

    class Cause(models.TextChoices):
        STAFF = "staff", _("by staff")
        DEBT = "debt", _("by an overdue debt")

    market = models.ForeignKey(Market, on_delete=models.CASCADE, related_name="restrictions")
    what = models.CharField(_("what"), max_length=16, choices=What.choices)
    why = models.CharField(_("why"), max_length=300)
    # What of itself put it there, named by its own reference, lifts it of itself; what staff put there stays.
    cause_kind = models.CharField(_("cause"), max_length=10, choices=Cause.choices)
    cause_ref = models.CharField(max_length=40, blank=True)
    by = models.CharField(_("by"), max_length=80)
    since = models.DateTimeField(_("since"), default=timezone.now)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.CharField(_("lifted by"), max_length=80, blank=True)
    lifted_because = models.CharField(_("why lifted"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            models.UniqueConstraint(
                fields=["market", "what"], condition=models.Q(lifted_at=None), name="one_open_restriction_a_thing"
            ),
        ]
        indexes = [models.Index(fields=["market", "-since"], name="restriction_by_market")]

    def __str__(self) -> str:
        return f"{self.market_id} {self.what}"
