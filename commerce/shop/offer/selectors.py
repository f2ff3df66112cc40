"""Which goods a promotion is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from commerce.shop.catalogue.models import Category, Product
from commerce.shop.offer.models import Range

Row = tuple[int, str, str]


@dataclass(slots=True)
class _Contents:
    """What a range names, and what it leaves out, by kind of thing."""

    named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def names(self, kind: str, keys: Iterable[str]) -> bool:
        return not self.named[kind].isdisjoint(keys)

    def names_branch(self, kind: str, paths: Iterable[str]) -> bool:
        return any(path.startswith(branch) for path in paths for branch in self.named[kind])


def members_of(*, ranges: Collection[Range], products: Collection[Product]) -> dict[int, frozenset[int]]:
    """Range → which of these products (read with their parents) are in it, flat in the number of either.

    A variant is in a range with its parent; what a range leaves out stays out, however it came in.
    """
    if not ranges or not products:
        return {}
    heads = {pk for product in products for pk in (product.pk, product.parent_id) if pk}
    contents = _contents_of(ranges, heads)
    branches = any(rows.named["category"] or rows.named["not_category"] for rows in contents.values())
    paths = _paths_of(heads) if branches else {}
    return {
        one.pk: frozenset(product.pk for product in products if _is_in(one, contents[one.pk], product, paths))
        for one in ranges
    }


def _is_in(one: Range, contents: _Contents, product: Product, paths: dict[int, set[str]]) -> bool:
    whole = product.parent or product
    keys = {str(product.pk), str(whole.pk)}
    of_product = paths.get(product.pk, set()) | paths.get(whole.pk, set())
    if contents.names("not_product", keys) or contents.names_branch("not_category", of_product):
        return False
    return bool(
        one.includes_all_products
        or contents.names("product", keys)
        or contents.names("class", {str(whole.product_class_id)})
        or contents.names_branch("category", of_product)
    )


def _contents_of(ranges: Collection[Range], heads: Collection[int]) -> dict[int, _Contents]:
    ids = [one.pk for one in ranges]
    contents = {pk: _Contents() for pk in ids}
    for pk, kind, key in _rows_of(ids, heads):
        contents[pk].named[kind].add(key)
    return contents


def _rows_of(ids: Collection[int], heads: Collection[int]) -> Iterable[Row]:
    """All that the ranges name, in one question."""
    text = CharField()

    def rows(through: type, kind: str, key: str, **only: object):  # type: ignore[no-untyped-def]
        found = through._default_manager.filter(range__in=ids, **only)  # type: ignore[attr-defined]
        return found.order_by().values_list("range_id", Value(kind, text), Cast(F(key), text))

    named = rows(Range.included_products.through, "product", "product_id", product__in=heads)
    return named.union(  # type: ignore[no-any-return]
        rows(Range.excluded_products.through, "not_product", "product_id", product__in=heads),
        rows(Range.included_categories.through, "category", "category__path"),
        rows(Range.excluded_categories.through, "not_category", "category__path"),
        rows(Range.classes.through, "class", "productclass_id"),
        all=True,
    )


def _paths_of(products: Collection[int]) -> dict[int, set[str]]:
    leaves = Category.product_set.through.objects.filter(product__in=products).values_list("product", "category__path")
    paths: defaultdict[int, set[str]] = defaultdict(set)
    for product, path in leaves:
        paths[product].add(path)
    return paths
