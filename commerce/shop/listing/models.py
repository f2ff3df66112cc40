"""What lists show, one row a product, kept by events so that no list joins anything."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

FINENESS = 1_000_000
CARD_COLUMNS = (
    "public_id", "title", "slug", "kind", "thumbnail", "thumbnail_width", "thumbnail_height", "offer", "price",
    "list_price", "discount_percent", "in_stock", "market_handle", "market_name", "rating_average", "rating_count",
    "sold_count", "newest_at",
)  # fmt: skip


class ListingRowQuerySet(models.QuerySet["ListingRow"]):
    def priced_by(self, handles: Sequence[str]) -> "ListingRowQuerySet":
        """With `shown_price` to sort and filter by: that of the one market asked for, else of the buy box."""
        if len(handles) != 1:
            return self.annotate(shown_price=F("price"), shown_in_stock=F("in_stock"))
        own = KeyTransform(f"@{handles[0]}", "own_offers")
        return self.annotate(
            own=own,
            shown_price=Cast(KeyTextTransform("price", own), models.BigIntegerField()),
            shown_in_stock=Cast(KeyTextTransform("in_stock", own), models.BooleanField()),
        )

    def for_cards(self, *also: str) -> "ListingRowQuerySet":
        """Only the columns that a list shows or pages by, and those its reader looks at."""
        return self.only(*CARD_COLUMNS, *also)

    def beside(self, row: "ListingRow") -> "ListingRowQuerySet":
        """Others of a product's own category, the best selling first."""
        return self.filter(leaf=row.leaf).exclude(pk=row.pk).order_by("-sold_count", "-pk")

    def in_category(self, slug: str) -> "ListingRowQuerySet":
        """Products of a category and of those below it."""
        return self.filter(categories__contains=[slug])

    def having(self, code: str, values: Sequence[str]) -> "ListingRowQuerySet":
        """Products whose attribute is one of these values."""
        return self.filter(attributes__overlap=[f"{code}:{value}" for value in values])

    def sold_in(self, cities: Sequence[str]) -> "ListingRowQuerySet":
        """Products that some market in one of these cities (slugs) offers."""
        return self.filter(cities__overlap=list(cities))

    def worded(self, spellings: Iterable[str]) -> "ListingRowQuerySet":
        """Products that hold every word of one of the spellings, the last one perhaps not yet typed to its end."""
        query = reduce(or_, (_words(spelling) for spelling in spellings))
        # A whole number, since pages are cut at it and floats do not survive the way to a client and back.
        rank = Cast(SearchRank(F("document"), query) * FINENESS, models.IntegerField())
        return self.filter(document=query).annotate(relevance=rank)

    def alike(self, typed: str) -> "ListingRowQuerySet":
        """Products whose words look like what was typed, mistakes and all."""
        score = Cast(TrigramWordSimilarity(typed, "search_key") * FINENESS, models.IntegerField())
        found = RawSQL("SELECT listing_alike(%s)", [typed])
        return self.filter(pk__in=found).annotate(relevance=score)


def _words(spelling: str) -> SearchQuery:
    words = spelling.split()
    if not words:
        return SearchQuery("", config="simple")
    whole = [SearchQuery(word, config="simple", search_type="plain") for word in words[:-1]]
    begun = SearchQuery(f"{words[-1]}:*", config="simple", search_type="raw")
    return reduce(and_, [*whole, begun])


class ListingRow(models.Model):
    """A product as lists show it: its words, its picture, and the offer that wins the buy box."""

    product = models.OneToOneField(
        "catalogue.Product", on_delete=models.CASCADE, primary_key=True, related_name="listing_row"
    )
    public_id = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    thumbnail = models.CharField(max_length=255, blank=True)
    thumbnail_width = models.PositiveIntegerField(default=0)
    thumbnail_height = models.PositiveIntegerField(default=0)
    offer = models.CharField(max_length=24)
    price = models.BigIntegerField()
    list_price = models.BigIntegerField(null=True)
    discount_percent = models.PositiveSmallIntegerField(default=0)
    in_stock = models.BooleanField()
    market_handle = models.CharField(max_length=40)
    market_name = models.CharField(max_length=120)
    rating_average = models.FloatField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    sold_count = models.PositiveIntegerField(default=0)
    newest_at = models.DateTimeField()
    brand = models.CharField(max_length=80, blank=True)
    # The deepest of its categories.
    leaf = models.CharField(max_length=255, blank=True)
    markets = ArrayField(models.CharField(max_length=40))
    # What each market asks, under "@handle": its own page shows its own price.
    own_offers = models.JSONField(default=dict)
    cities = ArrayField(models.CharField(max_length=80))
    categories = ArrayField(models.CharField(max_length=255))
    attributes = ArrayField(models.CharField(max_length=400))
    title_key = models.CharField(max_length=600)
    search_key = models.TextField()
    document = models.GeneratedField(
        expression=SearchVector("title_key", weight="A", config="simple")
        + SearchVector("search_key", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ListingRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing row")
        verbose_name_plural = _("listing rows")
        indexes = [
            models.Index(fields=["newest_at", "product"], name="listing_newest"),
            models.Index(fields=["price", "product"], name="listing_price"),
            models.Index(fields=["sold_count", "product"], name="listing_best_selling"),
            models.Index(fields=["rating_average", "product"], name="listing_rating"),
            models.Index(
                fields=["discount_percent", "product"], condition=Q(discount_percent__gt=0), name="listing_deals"
            ),
            GinIndex(fields=["categories"], name="listing_categories"),
            GinIndex(fields=["attributes"], name="listing_attributes"),
            GinIndex(fields=["markets"], name="listing_markets"),
            GinIndex(fields=["cities"], name="listing_cities"),
            models.Index(fields=["brand"], name="listing_brand"),
            models.Index(fields=["leaf", "sold_count", "product"], name="listing_beside"),
            GinIndex(fields=["document"], name="listing_document"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="listing_letters"),
        ]

    def __str__(self) -> str:
        return self.title
