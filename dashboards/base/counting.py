"""Nobody waits for a million rows to be counted: counts stop at a cap and say so."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from commerce.foundation.core.text import group_digits

TAB_CAP = 1_000
LIST_CAP = 10_000


def capped_counts(queries: Mapping[str, QuerySet[Any]], *, cap: int = TAB_CAP) -> dict[str, int]:
    """How many rows each query has, at most one above the cap, in one statement."""
    parts: list[str] = []
    parameters: list[Any] = []
    names: list[str] = []
    for name, rows in queries.items():
        try:
            sql, values = rows.order_by().values("pk")[: cap + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS capped)")  # noqa: S608  the ORM wrote and quoted it
        parameters.extend(values)
        names.append(name)
    counts = dict.fromkeys(queries, 0)
    if parts:
        with connections[next(iter(queries.values())).db].cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(parts), parameters)
            counts.update(zip(names, cursor.fetchone(), strict=True))
    return counts


def in_words(count: int, *, cap: int, language: str) -> str:
    """A count as people read it: ۱٬۰۰۰+ where it was cut off."""
    return group_digits(min(count, cap), language=language) + ("+" if count > cap else "")


class CappedPaginator(WagtailPaginator):
    """Pages of the first rows; whoever looks for older ones narrows the list by date."""

    @cached_property
    def _found(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by().values("pk")[: LIST_CAP + 1].count()
        return len(rows)

    @cached_property
    def count(self) -> int:
        return min(self._found, LIST_CAP)

    @cached_property
    def items_count_label(self) -> str:
        from dashboards.base.languages import language

        number = group_digits(self.count, language=language())
        if self._found > LIST_CAP:
            return _("more than %(number)s %(things)s") % {"number": number, "things": self.verbose_name_plural}
        things = self.verbose_name if self.count == 1 else self.verbose_name_plural
        return f"{number} {things}"
