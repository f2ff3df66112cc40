"""The OpenAPI schema: stable operation ids, and the problem document as every operation's error."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from commerce.foundation.core.rest.pages import DEFAULT_LIMIT, LARGEST_LIMIT, PAGED

MONEY = {
    "type": "object",
    "required": ["amount", "currency", "display"],
    "properties": {
        "amount": {"type": "integer", "description": "whole rials"},
        "currency": {"type": "string", "enum": ["IRR"]},
        "display": {"type": "string"},
    },
    "example": {"amount": 1250000, "currency": "IRR", "display": "۱۲۵٬۰۰۰ تومان"},
}

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"code": {"type": "string"}, "detail": {"type": "string"}},
                },
            },
        },
    },
    "example": {
        "type": "/errors/not_found",
        "title": "Not Found",
        "status": 404,
        "code": "not_found",
        "detail": "This was not found.",
    },
}

FIELDS = OpenApiParameter("fields", str, description="Only these members, by name with commas between.")
PAGING = [
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}),
    OpenApiParameter("cursor", str, description="As `next` and `previous` hold it."),
]


class Schema(AutoSchema):
    """Operation ids come from the path and the method, so they stay when code moves."""

    def get_operation_id(self) -> str:
        words = [part.strip("{}").replace("-", "_") for part in self.path.removeprefix("/api/v1/").split("/") if part]
        return "_".join([*words, self.method.lower()])

    def get_override_parameters(self) -> list[Any]:
        """What every GET understands, and what every list of pages does."""
        known = getattr(self.view, "query_parameters", None)
        if self.method != "GET" or known is None:
            return []
        return [FIELDS, *PAGING] if known >= PAGED else [FIELDS]


def only_our_api(endpoints: list[Any]) -> list[Any]:
    """Leave out what Wagtail's admin asks of itself."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_problem_responses(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """Say in the schema what is true of every operation: its errors are problem documents."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {
        "description": "Why it was not done.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            operation["responses"].setdefault("4XX", answer)
    return result


class MoneySchema(OpenApiSerializerFieldExtension):
    """Every amount of money is the same component."""

    target_class = "commerce.foundation.core.rest.fields.MoneyField"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        component = ResolvedComponent("Money", ResolvedComponent.SCHEMA, object="Money", schema=MONEY)
        auto_schema.registry.register_on_missing(component)
        reference: dict[str, Any] = component.ref
        return reference
