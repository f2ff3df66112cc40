"""Works under way: a bar, and a page that looks again by itself."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column

from commerce.foundation.core.text import group_digits
from commerce.foundation.core.works import Work
from dashboards.base.languages import language

LOOK_AGAIN_SECONDS = 3


class Progress(Column):
    """How far a work is, while it is under way."""

    def get_value(self, instance: Any) -> SafeString | str:
        if not instance.is_open:
            return ""
        told = group_digits(instance.percent, language=language())
        return format_html('<progress max="100" value="{}"></progress> <span>{}٪</span>', instance.percent, told)


def refreshing(answer: HttpResponse, works: QuerySet[Any]) -> HttpResponse:
    """The page, to be asked for again soon while something is under way."""
    if works.filter(status__in=[Work.Status.WAITING, Work.Status.WORKING]).exists():
        answer["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer
