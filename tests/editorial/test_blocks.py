"""What every block owes the editor, the browser and the app; a new block is held to it by being registered."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.template.loader import get_template
from django.utils import translation

from pages.blocks import REGISTERED, ScreenBlock, ScreenStream
from pages.fields import BlocksField
from pages.reading import Reader

stream = ScreenStream()
every_block = pytest.mark.parametrize("name", REGISTERED)


def block_of(name: str) -> ScreenBlock:
    block = stream.child_blocks[name]
    assert isinstance(block, ScreenBlock)
    return block


@every_block
def test_a_block_speaks_to_editors(name: str) -> None:
    block = block_of(name)
    assert block.label
    assert block.get_description()
    get_template(f"wagtailadmin/icons/{block.meta.icon}.svg")
    assert all(child.label for child in block.child_blocks.values())


@every_block
def test_a_block_keeps_its_template_in_its_own_folder(name: str) -> None:
    template = get_template(block_of(name).meta.template)
    assert f"site/pages/blocks/{name}/" in template.origin.name


@every_block
def test_a_block_says_which_shape_its_data_has(name: str) -> None:
    assert block_of(name).schema >= 1


@every_block
def test_a_block_previews_itself(name: str, db: None) -> None:
    block = block_of(name)
    assert block.is_previewable
    value = block.get_preview_value()
    with translation.override("fa"):
        assert block.render(value).strip()


@every_block
def test_a_block_is_plain_data_for_apps(name: str, db: None) -> None:
    block = block_of(name)
    data = block.api_data(block.get_preview_value(), Reader(app="shopper", platform="android"))
    assert json.loads(json.dumps(data)) == data


def test_a_new_block_needs_no_migration(db: None) -> None:
    _, path, arguments, options = BlocksField(blank=True).deconstruct()
    assert (path, arguments, options) == ("pages.fields.BlocksField", [], {"blank": True})
    call_command("makemigrations", "pages", "mobile", check=True, dry_run=True, verbosity=0)


def hero(**link: Any) -> dict[str, Any]:
    return {"title": "سلام", "text": "", "image": None, "link": {"label": "", "page": None, "address": "", **link}}


def problems_of(name: str, told: dict[str, Any]) -> dict[str, Any]:
    block = block_of(name)
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(told))
    errors: dict[str, Any] = refused.value.block_errors  # type: ignore[attr-defined]
    return errors


@pytest.mark.parametrize(
    ("link", "field", "code"),
    [
        ({"label": "برو"}, "page", "no_target"),
        ({"address": "/search/"}, "label", "no_label"),
        ({"label": "برو", "address": "javascript:alert(1)"}, "address", "unsafe_address"),
        ({"label": "برو", "address": "//evil.example"}, "address", "unsafe_address"),
        ({"label": "برو", "address": "http://plain.example"}, "address", "unsafe_address"),
    ],
)
def test_a_button_leads_to_exactly_one_safe_place(link: dict[str, Any], field: str, code: str) -> None:
    problem = problems_of("hero", hero(**link))["link"].block_errors[field]
    assert [error.code for error in problem.error_list] == [code]


def test_a_button_may_be_left_out() -> None:
    block = block_of("hero")
    assert block.clean(block.normalize(hero()))["link"]["label"] == ""


@pytest.mark.parametrize(("source", "field"), [("category", "category"), ("market", "market"), ("manual", "products")])
def test_a_rail_asks_for_what_it_shows(source: str, field: str) -> None:
    told = {"title": "ردیف", "source": source, "category": None, "market": None, "products": [], "limit": 8}
    assert set(problems_of("product_rail", told)) == {field}
