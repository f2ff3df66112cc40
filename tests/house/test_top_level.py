"""The tree at a glance, and what may happen to a folder called `site`."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".gitignore",
    "Dockerfile",
    "Makefile",
    "README.md",
    "bench",
    "commerce",
    "compose.yaml",
    "config",
    "dashboards",
    "docs",
    "locale",
    "manage.py",
    "pyproject.toml",
    "requirements.txt",
    "site",
    "static",
    "templates",
    "tests",
}


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)


def test_the_top_level_holds_what_the_house_names_and_nothing_else() -> None:
    tracked = git("ls-tree", "--name-only", "HEAD").stdout.split("\n")

    assert {name for name in tracked if name} == TOP_LEVEL


def test_site_is_a_folder_of_apps_and_not_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_does_not_ignore_site() -> None:
    assert git("check-ignore", "--quiet", "site/pages/models.py").returncode == 1


def test_the_apps_in_site_shadow_no_module_of_python_or_of_a_package() -> None:
    ours = {folder.name for folder in (ROOT / "site").iterdir() if (folder / "__init__.py").exists()}

    assert ours
    assert not ours & sys.stdlib_module_names
    assert not ours & set(importlib.metadata.packages_distributions())


def test_no_test_folder_is_called_site() -> None:
    assert not (ROOT / "tests" / "site").exists()
