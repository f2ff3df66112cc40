"""The category tree."""

from collections.abc import Sequence

from commerce.foundation.core.errors import InvalidInput
from commerce.shop.catalogue.errors import UnknownCategory
from commerce.shop.catalogue.models import Category


def public_categories() -> list[Category]:
    """Every category that shoppers may see, parents before their children, in the order of the tree."""
    return list(Category.objects.filter(is_public=True, ancestors_are_public=True).order_by("path"))


def public_category(*, slug: str) -> Category:
    """The visible category of a slug."""
    category: Category | None = Category.objects.filter(slug=slug, is_public=True, ancestors_are_public=True).first()
    if category is None:
        raise UnknownCategory()
    return category


def category_by_slug(slug: str) -> Category:
    """The category of a slug, shown or hidden."""
    category: Category | None = Category.objects.filter(slug=slug).first()
    if category is None:
        raise UnknownCategory()
    return category


def family_of(category: Category) -> list[Category]:
    """A category with its ancestors and its visible children, in the order of the tree."""
    steps = range(category.steplen, len(category.path) + 1, category.steplen)
    ancestors = Category.objects.filter(path__in=[category.path[:end] for end in steps])
    children = Category.objects.filter(
        path__startswith=category.path, depth=category.depth + 1, is_public=True, ancestors_are_public=True
    )
    return sorted([*ancestors, *children], key=lambda one: one.path)


def categories_by_slug(slugs: Sequence[str]) -> list[Category]:
    """The categories of these slugs; refuses the body that names one which does not exist."""
    found = {category.slug: category for category in Category.objects.filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        raise InvalidInput({"categories": [("unknown_category", UnknownCategory.message)]})
    return [found[slug] for slug in dict.fromkeys(slugs)]
