"""Lists: tabs with counts, a search, a date range, columns, pages, a spreadsheet. All of them row-scoped."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise, cached_property
from wagtail.admin.views.generic.base import BaseListingView

from dashboards.base.counting import TAB_CAP, CappedPaginator, capped_counts, in_words
from dashboards.base.exports import Spreadsheet
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.rows import RowGuard
from dashboards.base.screens import Framed, Refusing

Text = str | Promise


class ListScreen(Refusing, RowGuard, Spreadsheet, Framed, BaseListingView):
    """A list of the rows that this person may see.

    `tabs` names slices of the list: `{key: (label, lookups)}`, the empty key being all.
    """

    template_name = "dashboards/base/list.html"
    paginator_class = CappedPaginator
    paginate_by = 25
    filters_class: type[ListFilters] = ListFilters
    tabs: Mapping[str, tuple[Text, Mapping[str, Any]]] = {}
    # Too many columns for a card on a phone: the table scrolls there.
    is_wide = False
    empty_title: Text = ""
    empty_text: Text = ""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    @cached_property
    def filter_form(self) -> ListFilters:
        return self.filters_class(self.request.GET, **self.get_filter_kwargs())

    def get_filter_kwargs(self) -> dict[str, Any]:
        return {}

    @cached_property
    def tab(self) -> str:
        wanted = self.request.GET.get("tab", "")
        return wanted if wanted in self.tabs else ""

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """All but the tab, so that the tabs can be counted."""
        return self.filter_form.narrow(self.get_base_queryset())

    def in_tab(self, rows: QuerySet[Any], tab: str) -> QuerySet[Any]:
        return rows.filter(**self.tabs[tab][1]) if tab in self.tabs else rows

    def get_queryset(self) -> QuerySet[Any]:
        return self.order_queryset(self.with_related(self.in_tab(self.filtered, self.tab)))

    def with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What the columns read beside the row."""
        return rows

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = self.furnish(list(rows))
        return paginator, page, page.object_list, has_others

    def get_tabs(self) -> list[dict[str, Any]]:
        counts = capped_counts({tab: self.in_tab(self.filtered, tab) for tab in self.tabs})
        return [
            {
                "label": label,
                "count": in_words(counts[tab], cap=TAB_CAP, language=language()),
                "url": self.url_with(tab=tab),
                "current": tab == self.tab,
            }
            for tab, (label, _lookups) in self.tabs.items()
        ]

    def url_with(self, **changes: str) -> str:
        parameters = self.request.GET.copy()
        parameters.pop(self.page_kwarg, None)
        for name, value in changes.items():
            parameters[name] = value
        return "?" + parameters.urlencode()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "tabs": self.get_tabs() if self.tabs else [],
            "tab": self.tab,
            "filter_form": self.filter_form,
            "is_narrowed": self.filter_form.is_narrowing or bool(self.tab),
            "empty_title": self.empty_title,
            "empty_text": self.empty_text,
            "media": context["media"] + self.filter_form.media,
        }
