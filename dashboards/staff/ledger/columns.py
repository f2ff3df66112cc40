"""Columns of the books: whole rials, with their sign."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column

from dashboards.staff.templatetags.books import rials


class Rials(Column):
    """Whole rials without the unit, which stands in the heading."""

    def get_value(self, instance: Any) -> SafeString:
        return rials(super().get_value(instance))
