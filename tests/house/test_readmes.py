"""Every app says in a screenful what its words, states and events are, and says it truly."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from tests.house.source import ROOT, modules

APPS = {config.name: Path(config.path) for config in apps.get_app_configs() if config.name.startswith("commerce.")}
MACHINES = [
    pytest.param(module.path, name, id=name)
    for module in modules()
    if module.path.name == "states.py" and "core" not in module.path.parts
    for name in re.findall(r"^(\w+)(?:: [\w\[\]]+)? = moves\(", module.text, re.MULTILINE)
]
A_SCREENFUL = 80
PAGES = ("docs", "commerce", "dashboards", "site", "config", "tests", "bench")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
GLOSSARY_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def drawn(readme: str, machine: str) -> dict[str, frozenset[str]]:
    """The table headed by the machine's name; brackets and what stands behind a colon are for people."""
    rows = readme.split(f"| {machine} | may become |\n|---|---|\n")[1].split("\n\n")[0]
    return {
        state.strip(): frozenset(re.findall(r"[a-z_]+", targets.split(":")[0]))
        for states, targets in re.findall(r"^\| ([a-z_, ]+?)(?: \(.*\))? \| (.*) \|$", rows, re.MULTILINE)
        for state in states.split(",")
    }


@pytest.mark.parametrize("app", APPS)
def test_every_app_says_what_it_is_in_a_screenful(app: str) -> None:
    readme = (APPS[app] / "README.md").read_text(encoding="utf-8")

    assert readme.startswith(f"# {app.rsplit('.', 1)[1]}\n")
    assert len(readme.splitlines()) <= A_SCREENFUL


@pytest.mark.parametrize(("path", "machine"), MACHINES)
def test_the_readme_draws_the_states_as_they_are(path: Path, machine: str) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    table = getattr(import_module(module), machine)

    readme = (path.parent / "README.md").read_text(encoding="utf-8")

    assert drawn(readme, machine) == {state: targets for state, targets in table.items() if targets}


def names_of_facts(app: str) -> set[str]:
    path = APPS[app] / "events.py"
    return {
        node.value.value
        for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(statement, ast.ClassDef)
        for node in statement.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        if (node.targets[0] if isinstance(node, ast.Assign) else node.target).id == "name"
    }


@pytest.mark.parametrize("app", [app for app, path in APPS.items() if (path / "events.py").exists()])
def test_the_readme_names_every_fact_the_app_tells(app: str) -> None:
    readme = (APPS[app] / "README.md").read_text(encoding="utf-8")
    told = names_of_facts(app) if not app.endswith(".core") else set()

    assert {name for name in told if not re.search(rf"`(?:{name}|{name.split('.')[1]})`", readme)} == set()


def test_whoever_listens_listens_to_a_fact_that_is_told() -> None:
    told = {name for app, path in APPS.items() if (path / "events.py").exists() for name in names_of_facts(app)}

    sources = [module for module in modules() if "foundation/core/" not in module.name]
    heard = {name for module in sources for name in re.findall(r'subscribe\("([\w.]+)"', module.text)}

    assert heard
    assert heard - told == set()


def test_the_glossary_has_each_word_once_in_both_languages() -> None:
    rows = GLOSSARY_ROW.findall((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))[2:]
    words, persian = [row[0] for row in rows], [row[1] for row in rows]

    assert len(words) == len(set(words))
    assert len(persian) == len(set(persian))
    assert all(re.search(r"[\u0600-\u06ff]", word) for word in persian)


def test_every_link_between_our_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(page for folder in PAGES for page in sorted((ROOT / folder).rglob("*.md")))]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]

    assert links
    assert [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link).exists()] == []
