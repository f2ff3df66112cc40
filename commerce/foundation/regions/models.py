from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db import models
from django.db.models.expressions import OrderBy
from django.utils.translation import get_language

from commerce.foundation.core.ordering import Alphabetical


class NamedInTwoLanguages(models.Model):
    name_fa = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_fa if (get_language() or "fa").startswith("fa") else self.name_en


class Province(NamedInTwoLanguages):
    """One of the 31 provinces; the slug is ours, since ISO has renumbered them before."""

    slug = models.SlugField(max_length=80, unique=True)
    iso = models.CharField(max_length=5, unique=True)
    area_code = models.CharField(max_length=3)
    capital = models.ForeignKey("City", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name_fa",)


def first_if(condition: models.Q) -> OrderBy:
    return models.Case(models.When(condition, then=0), default=1).asc()


class CityQuerySet(models.QuerySet["City"]):
    def of_province(self, slug: str) -> "CityQuerySet":
        return self.filter(province__slug=slug)

    def holding(self, typed: Sequence[str]) -> "CityQuerySet":
        """Those whose key holds one of the folded texts."""
        return self.filter(reduce(or_, (models.Q(search_key__contains=text) for text in typed)))

    def capitals_first(self, *before: OrderBy) -> "CityQuerySet":
        capital = first_if(models.Q(pk=models.F("province__capital")))
        return self.order_by(*before, capital, Alphabetical("name_fa"), "pk")


class City(NamedInTwoLanguages):
    """A city with a municipality; its slug is unique in the whole country."""

    slug = models.SlugField(max_length=80, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="cities")
    search_key = models.CharField(max_length=255)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)

    objects = CityQuerySet.as_manager()

    class Meta:
        ordering = ("name_fa",)
        verbose_name_plural = "cities"
