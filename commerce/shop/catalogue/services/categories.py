"""The category tree, which staff keep."""

from django.db import transaction

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.events import record
from commerce.shop.catalogue.events import CategoryChanged
from commerce.shop.catalogue.models import Category
from commerce.shop.catalogue.selectors import category_by_slug
from commerce.shop.markets.policies import require

RIGHT = "catalogue.change_category"


@transaction.atomic
def create_category(*, actor: Actor, name: str, slug: str, parent: str = "") -> Category:
    """Grow a branch of the tree, at its root or under a parent (a slug)."""
    require(RIGHT, held_by=actor)
    category = Category(name=name, slug=slug)
    if parent:
        category_by_slug(parent).add_child(instance=category)
    else:
        Category.add_root(instance=category)
    record(CategoryChanged(category=slug))
    return category
