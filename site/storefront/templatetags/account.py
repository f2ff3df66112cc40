"""`{% load account %}`: small readings of a shopper's own pages."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def named(found: Mapping[str, Any], name: str) -> Any:
    """What a mapping holds under a name that is itself a variable."""
    return found.get(name, "")
