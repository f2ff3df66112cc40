"""The catalogue: what is sold, whoever sells it. Prices and stock are offers, in `partner`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractAttributeOption,
    AbstractAttributeOptionGroup,
    AbstractCategory,
    AbstractProduct,
    AbstractProductAttribute,
    AbstractProductAttributeValue,
    AbstractProductClass,
    AbstractProductImage,
)
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from commerce.foundation.core.fields import SearchKeyField
from commerce.foundation.core.ids import PublicIdField
from commerce.money.tax.models import TaxClass


class Brand(models.Model):  # type: ignore[django-manager-missing]
    """Who makes a product."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")

    def __str__(self) -> str:
        return self.name


class Category(AbstractCategory):
    """A branch of the category tree, named in paths by its slug."""

    search_key = SearchKeyField(source="name")

    class Meta(AbstractCategory.Meta):
        constraints = [models.UniqueConstraint(fields=["slug"], name="category_slug_is_unique")]

    def get_absolute_url(self) -> str:
        return f"/categories/{self.slug}/"


class ProductQuerySet(OscarProductQuerySet):
    def of(self, market: str) -> "ProductQuerySet":
        """What one market (by public id) wrote and may edit: products, not their variants."""
        rows: ProductQuerySet = self.exclude(structure=Product.CHILD).filter(market__public_id=market)
        return rows


class Product(AbstractProduct):
    """A good, service or digital thing; a child product is a variant of its parent."""

    class Kind(models.TextChoices):
        GOOD = "good", _("good")
        SERVICE = "service", _("service")
        DIGITAL = "digital", _("digital")

    public_id = PublicIdField()
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.GOOD)
    # Who wrote the description and may edit it; others may still offer the product.
    market = models.ForeignKey(
        "markets.Market",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("market"),
    )
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("brand")
    )
    # A variant is taxed as its parent is.
    tax_class = models.CharField(_("tax class"), max_length=10, choices=TaxClass.choices, default=TaxClass.STANDARD)
    search_key = SearchKeyField(source="search_text", max_length=600)

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        indexes = [models.Index(fields=["market", "-date_created", "-id"], name="product_by_market")]

    def get_absolute_url(self) -> str:
        return f"/products/{self.public_id}/"

    @property
    def search_text(self) -> str:
        return f"{self.title or ''} {self.brand.name if self.brand else ''}"


class ProductImage(AbstractProductImage):
    """A picture of a product, with the small one that lists show."""

    public_id = PublicIdField()
    thumbnail = models.ImageField(
        upload_to="products/thumbs/%Y/%m/", width_field="thumbnail_width", height_field="thumbnail_height", blank=True
    )
    thumbnail_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    thumbnail_height = models.PositiveIntegerField(null=True, blank=True, editable=False)


class ProductClass(AbstractProductClass):
    """A sort of product: which attributes it has, whether it is sent and counted."""


class ProductAttribute(AbstractProductAttribute):
    """Something one can say of every product of a class."""


class ProductAttributeValue(AbstractProductAttributeValue):
    """What is said of one product."""


class AttributeOptionGroup(AbstractAttributeOptionGroup):
    """The closed list of values of an attribute."""


class AttributeOption(AbstractAttributeOption):
    """One value of such a list."""


from oscar.apps.catalogue.models import *  # noqa: E402, F403
