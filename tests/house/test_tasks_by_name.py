"""Services start tasks by name, for tasks stand above them; so an app brings its tasks into every process."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BY_NAME = "current_app.tasks["
APPS = sorted(apps for apps in ROOT.glob("commerce/*/*/apps.py"))


def starts_by_name(app: Path) -> bool:
    services = [*app.glob("services.py"), *app.glob("services/**/*.py")]
    return any(BY_NAME in path.read_text(encoding="utf-8") for path in services)


@pytest.mark.parametrize("app", [apps.parent for apps in APPS if starts_by_name(apps.parent)], ids=lambda app: app.name)
def test_an_app_that_starts_tasks_by_name_knows_them_everywhere(app):
    ready = (app / "apps.py").read_text(encoding="utf-8").partition("def ready")[2]
    imported = [line for line in ready.splitlines() if " import " in line]

    assert any("tasks" in line.partition(" import ")[2] for line in imported)
