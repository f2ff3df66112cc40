"""Columns of lists: toman, Jalali moments, states as badges, counts, pictures."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column, TitleColumn

from commerce.foundation.core.text import group_digits
from dashboards.base.languages import language
from dashboards.base.templatetags.asoud import fa_digits, jalali_datetime, toman

__all__ = ["Act", "Badge", "Column", "Jalali", "Link", "Number", "Picture", "Plain", "Toman"]

# How a state looks: what waits for somebody, what goes on, what ended well, what ended badly.
TONES: Mapping[str, str] = {
    "new": "waiting",
    "requested": "waiting",
    "pending": "waiting",
    "pending_payment": "waiting",
    "awaiting_payment": "waiting",
    "created": "waiting",
    "asked": "waiting",
    "made": "waiting",
    "unverified": "waiting",
    "unknown": "waiting",
    "waiting": "waiting",
    "test": "waiting",
    "accepted": "going",
    "packed": "going",
    "confirmed": "going",
    "paid": "going",
    "partly_shipped": "going",
    "shipped": "going",
    "redirected": "going",
    "returned_from_bank": "going",
    "verifying": "going",
    "approved": "going",
    "batched": "going",
    "checked": "going",
    "exported": "going",
    "sending": "going",
    "delivered": "good",
    "completed": "good",
    "published": "good",
    "captured": "good",
    "settled": "good",
    "verified": "good",
    "uploaded": "waiting",
    "reading": "going",
    "read": "going",
    "submitted": "waiting",
    "posted": "good",
    "discarded": "bad",
    "working": "going",
    "done": "good",
    "matched": "good",
    "differs": "bad",
    "surplus": "bad",
    "sent": "good",
    "on": "good",
    "rejected": "bad",
    "refused": "bad",
    "dissolved": "bad",
    "cancelled": "bad",
    "partly_cancelled": "bad",
    "expired": "bad",
    "failed": "bad",
    "suspended": "bad",
    "reversed": "bad",
    "charged_back": "bad",
    "recorded": "waiting",
    "won": "good",
    "lost": "bad",
    "resting": "bad",
    "open": "waiting",
}

NO_PICTURE = SafeString('<span class="desk-thumb desk-thumb--none" aria-hidden="true"></span>')


def badge(status: str, label: Any) -> SafeString:
    """A state as a coloured word."""
    return format_html('<span class="desk-badge desk-badge--{}">{}</span>', TONES.get(status, "quiet"), label)


class Plain(Column):
    """A text with its digits in the language on screen."""

    def get_value(self, instance: Any) -> Any:
        return fa_digits(super().get_value(instance))


class Toman(Column):
    """Rials, shown in toman."""

    def get_value(self, instance: Any) -> str:
        return toman(super().get_value(instance))


class Jalali(Column):
    """A moment in Tehran."""

    def get_value(self, instance: Any) -> SafeString | str:
        moment = super().get_value(instance)
        if moment is None:
            return ""
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), jalali_datetime(moment))


class Number(Column):
    """A count."""

    def get_value(self, instance: Any) -> str:
        number = super().get_value(instance)
        return "" if number is None else group_digits(int(number), language=language())


class Badge(Column):
    """A state of a row, whose label Django knows by `get_…_display`."""

    def get_value(self, instance: Any) -> SafeString:
        return badge(getattr(instance, self.name), getattr(instance, f"get_{self.name}_display")())


class Link(TitleColumn):
    """The row's name, leading to its own screen."""

    def __init__(self, name: str, *, to: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(name, get_url=to, **kwargs)


class Act(Column):
    """What may be done to the row, in a dialog."""

    def __init__(self, *, label: Any, to: Callable[[Any], str]) -> None:
        super().__init__("act", label="", accessor=to)
        self.words = label

    def get_value(self, instance: Any) -> SafeString:
        return format_html('<a href="{}" data-dialog>{}</a>', super().get_value(instance), self.words)


class Picture(Column):
    """A small picture, or a quiet square in its place."""

    def get_value(self, instance: Any) -> SafeString:
        address = super().get_value(instance)
        if not address:
            return NO_PICTURE
        return format_html('<img class="desk-thumb" src="{}" alt="" loading="lazy" width="48" height="48">', address)
