from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

from commerce.foundation.core.ordering import Alphabetical
from commerce.foundation.core.text import spellings
from commerce.foundation.regions.errors import UnknownRegion
from commerce.foundation.regions.models import City, Province, first_if

SEARCH_LIMIT = 20
EARTH_DIAMETER_KM = 12_742


def provinces() -> QuerySet[Province]:
    """All provinces by Persian name, each with its capital."""
    return Province.objects.select_related("capital").order_by(Alphabetical("name_fa"))


def cities_of(*, province: str) -> QuerySet[City]:
    """The cities of a province, its capital first; refuses a province that does not exist."""
    if not Province.objects.filter(slug=province).exists():
        raise UnknownRegion(province=province)
    return City.objects.of_province(province).select_related("province").capitals_first()


def all_cities() -> QuerySet[City]:
    """Every city of the country, province by province."""
    return City.objects.select_related("province").order_by(
        Alphabetical("province__name_fa"), Alphabetical("name_fa"), "pk"
    )


def city(*, slug: str) -> City:
    """The city a slug names; refuses one that does not exist."""
    try:
        return City.objects.select_related("province").get(slug=slug)
    except City.DoesNotExist as error:
        raise UnknownRegion(city=slug) from error


def name_of_place(*, province: str, city: str) -> tuple[str, str]:
    """What a province and a city are called in Persian; a slug that is not known stands for itself."""
    of_province = Province.objects.filter(slug=province).values_list("name_fa", flat=True).first()
    of_city = City.objects.filter(slug=city).values_list("name_fa", flat=True).first()
    return of_province or province, of_city or city


def search_cities(*, text: str) -> QuerySet[City]:
    """Cities whose name holds the text however it is spelled; those that begin with it come first."""
    typed = [spelling for spelling in spellings(text) if spelling]
    if not typed:
        return City.objects.none()
    begins = reduce(or_, (Q(search_key__startswith=spelling) for spelling in typed))
    found = City.objects.holding(typed).select_related("province")
    return found.capitals_first(first_if(begins))[:SEARCH_LIMIT]


def cities_within(*, lat: float, lng: float, km: float) -> list[str]:
    """Slugs of the cities whose centre is within so many kilometres of a point, by the great circle."""
    north = Power(Sin(Radians(F("lat") - Value(lat)) / 2), 2)
    east = Power(Sin(Radians(F("lng") - Value(lng)) / 2), 2)
    chord = Sqrt(north + Cos(Radians(Value(lat))) * Cos(Radians(F("lat"))) * east)
    near = City.objects.annotate(distance=EARTH_DIAMETER_KM * ASin(chord)).filter(distance__lte=km)
    return list(near.values_list("slug", flat=True))
