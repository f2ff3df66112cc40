from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.pictures import public_url
from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.views import PublicView
from commerce.shop.catalogue import selectors
from commerce.shop.catalogue.api.serializers import CategoryPage, CategoryTree
from commerce.shop.catalogue.models import Category


class CategoriesView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=CategoryTree)
    def get(self, request: Request) -> Response:
        """The whole tree of categories."""
        return Response(whole(_tree(selectors.public_categories())))


class CategoryView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=CategoryPage)
    def get(self, request: Request, slug: str) -> Response:
        """A category, what it belongs to and what belongs to it."""
        category = selectors.public_category(slug=slug)
        family = [one for one in selectors.family_of(category) if one.pk != category.pk]
        return Response(
            {
                **_card(category),
                "description": category.description,
                "ancestors": [_card(one) for one in family if one.depth < category.depth],
                "children": [_card(one) for one in family if one.depth > category.depth],
            }
        )


def _tree(categories: list[Category]) -> list[dict[str, Any]]:
    """Nodes with their children, from a list in which parents come before their children."""
    roots: list[dict[str, Any]] = []
    by_path: dict[str, list[dict[str, Any]]] = {}
    for category in categories:
        node = {**_card(category), "children": []}
        by_path[category.path] = node["children"]
        by_path.get(category.path[: -category.steplen], roots).append(node)
    return roots


def _card(category: Category) -> dict[str, Any]:
    return {"slug": category.slug, "name": category.name, "image": public_url(category.image.name) or None}
