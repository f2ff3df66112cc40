"""What rules may ask about a line, read for all lines of an order at once and only as far as a rule asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from commerce.money.settlement.shares import SaleLine
from commerce.shop.catalogue.models import Category, Product
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.plans.selectors import plans_of


@dataclass(frozen=True, slots=True)
class Facts:
    """A line as rules see it; `price` is that of one piece, in rials."""

    market: str
    plan: str = ""
    product: str = ""
    brand: str = ""
    categories: frozenset[str] = frozenset()
    price: int = 0
    payment: str = ""
    shipping: bool = False


@dataclass(frozen=True, slots=True)
class _Good:
    """A product, or what a variant is a variant of."""

    product: str = ""
    brand: str = ""
    categories: frozenset[str] = frozenset()


def facts_of(lines: Sequence[SaleLine], rules: Iterable[CommissionRule]) -> dict[str, Facts]:
    """The facts of each line by its reference."""
    asked = list(rules)
    plans = plans_of({line.market_ref for line in lines}) if any(rule.plans for rule in asked) else {}
    asks_goods = any(rule.categories or rule.products or rule.brands for rule in asked)
    goods = _goods({line.product_ref for line in lines if line.product_ref}) if asks_goods else {}
    return {line.ref: _facts(line, plans, goods.get(line.product_ref, _Good())) for line in lines}


def _facts(line: SaleLine, plans: dict[str, str], good: _Good) -> Facts:
    return Facts(
        market=line.market_ref,
        plan=plans.get(line.market_ref, ""),
        product=good.product,
        brand=good.brand,
        categories=good.categories,
        price=line.before_tax // max(line.quantity, 1),
        payment=line.payment,
        shipping=line.shipping,
    )


def _goods(refs: Collection[str]) -> dict[str, _Good]:
    sold = Product.objects.filter(public_id__in=refs).select_related("parent__brand", "brand")
    whole = {one.public_id: one.parent or one for one in sold}
    branches = _branches({product.pk for product in whole.values()})
    return {
        ref: _Good(product.public_id, product.brand.slug if product.brand else "", branches[product.pk])
        for ref, product in whole.items()
    }


def _branches(products: Collection[int]) -> defaultdict[int, frozenset[str]]:
    """Product → the slugs of its categories and of all above them."""
    leaves = Category.product_set.through.objects.filter(product__in=products).values_list("product", "category__path")
    paths: defaultdict[int, set[str]] = defaultdict(set)
    for product, path in leaves:
        paths[product] |= {path[:end] for end in range(Category.steplen, len(path) + 1, Category.steplen)}
    wanted = set().union(*paths.values())
    slugs = dict(Category.objects.filter(path__in=wanted).values_list("path", "slug")) if wanted else {}
    return defaultdict(frozenset, {one: frozenset(slugs[path] for path in found) for one, found in paths.items()})
