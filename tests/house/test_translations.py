"""Every Persian text says all that its English says: the same placeholders, nothing empty, nothing guessed."""

import json
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.admin.views.i18n import js_catalog

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[srdi]|\{\w*\}")
PO_FILES = sorted((settings.ROOT / "locale").rglob("*.po"))


@pytest.fixture(params=PO_FILES, ids=lambda path: str(path.relative_to(settings.ROOT / "locale")))
def catalog(request: pytest.FixtureRequest) -> Catalog:
    with request.param.open("rb") as po_file:
        return read_po(po_file, locale="fa")


def entries(catalog: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each entry with its English forms and its Persian forms."""
    for message in catalog:
        if message.id:
            yield message, forms(message.id), forms(message.string)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def test_nothing_is_left_empty_or_guessed(catalog: Catalog) -> None:
    lacking = [message.id for message, _, persian in entries(catalog) if message.fuzzy or not all(persian)]
    assert not lacking


def test_placeholders_survive_translation(catalog: Catalog) -> None:
    broken = [(english, persian) for _, english, persian in entries(catalog) if not says_the_same(english, persian)]
    assert not broken


def says_the_same(english: list[str], persian: list[str]) -> bool:
    """A singular may name the count where English spells it, and the reverse; the plural may not."""
    allowed = {name for form in english for name in placeholders(form)}
    return placeholders(persian[-1]) == placeholders(english[-1]) and all(
        set(placeholders(form)) <= allowed for form in persian
    )


def test_plurals_are_counted_as_wagtail_counts_them(catalog: Catalog) -> None:
    if any(message.pluralizable for message in catalog):
        assert (catalog.num_plurals, catalog.plural_expr) == (2, "(n > 1)")


def test_scripts_of_the_dashboard_speak_persian(rf: RequestFactory) -> None:
    with override("fa"):
        script = js_catalog(rf.get("/")).content.decode()
    assert f'"Insert a block": {json.dumps("افزودن بلوک")}' in script
