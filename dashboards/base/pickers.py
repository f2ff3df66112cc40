"""Choosing rows by searching for them: chips and a search where scripts run, one name a line where they do not."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from commerce.foundation.core.text import clean_text
from dashboards.base.rows import RowGuard
from dashboards.base.screens import Refusing

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A row as it is chosen: what is kept, what people read, and a word beside it."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """How rows of a kind are found: by a few letters, and by what was typed or kept for each."""

    find: Callable[[str], Sequence[Choice]]
    read: Callable[[Sequence[str]], dict[str, Choice]]


class PickInput(forms.Textarea):
    """A text with a name a line, under chips and a search."""

    template_name = "dashboards/base/pick_input.html"
    picker: Picker

    class Media:
        js = ("dashboard/pick.js",)

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_single: bool = False) -> None:
        super().__init__({"rows": 1 if is_single else 3, "spellcheck": "false", "autocomplete": "off", **(attrs or {})})
        self.is_single = is_single
        self.address: str | Promise = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        typed = _lines(value)
        labels = {line: choice.label for line, choice in self.picker.read(typed).items()} if typed else {}
        return context | {"labels": labels, "address": str(self.address), "is_single": self.is_single}

    def format_value(self, value: Any) -> str:
        return "\n".join(_lines(value))


class PickField(forms.Field):
    """Several rows, kept as the picker keeps them; what it does not know is said beside the field."""

    widget = PickInput
    is_single = False

    def __init__(self, *, picker: Picker, address: str | Promise, **kwargs: Any) -> None:
        super().__init__(widget=PickInput(is_single=self.is_single), **{"required": False, **kwargs})
        # What stood before may stay, though the row be gone.
        self.kept: Collection[str] = ()
        self.picker = self.widget.picker = picker
        self.widget.address = address

    def to_python(self, value: Any) -> Any:
        typed = _lines(value)
        known = self.picker.read(typed) if typed else {}
        known |= {line: Choice(line, line) for line in typed if line in self.kept and line not in known}
        if unknown := [line for line in typed if line not in known]:
            raise ValidationError(_("Not found: %(names)s") % {"names": ", ".join(unknown)}, code="unknown")
        return list(dict.fromkeys(known[line].value for line in typed))


class OnePickField(PickField):
    """One row."""

    is_single = True

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if len(found) > 1:
            raise ValidationError(_("Choose one."), code="one")
        return found[0] if found else ""


class Picks(Refusing, RowGuard, View):
    """What a search finds, for the chips."""

    pickers: dict[str, Picker] = {}

    def get_picker(self, kind: str) -> Picker:
        if kind not in self.pickers:
            raise Http404
        return self.pickers[kind]

    def get(self, request: HttpRequest, kind: str) -> JsonResponse:
        typed = clean_text(request.GET.get("q", "").replace("\0", ""))[:100]
        found = self.get_picker(kind).find(typed)[:MOST_FOUND] if typed else []
        return JsonResponse({"found": [{"value": one.value, "label": one.label, "note": one.note} for one in found]})


def _lines(value: Any) -> list[str]:
    lines = value if isinstance(value, list | tuple) else str(value or "").replace("\0", "").splitlines()
    return list(dict.fromkeys(text for line in lines if (text := clean_text(str(line)))))[:200]
