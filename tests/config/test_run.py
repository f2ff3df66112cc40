"""`make run` as a developer meets it, on a database that is already migrated."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    database = connection.settings_dict
    folder = database["HOST"].replace("/", "%2F")
    return {
        **os.environ,
        "ASOUD_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{folder}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "PORT": str(free_port()),
        "SANDBOX_BANK_PORT": str(free_port()),
    }


@pytest.fixture
def running(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    told = tmp_path / "told"
    with told.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            env=environment,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    yield process, told
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10).status_code == 200
    except httpx.HTTPError:
        return False


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.journey
def test_it_comes_up_and_ctrl_c_leaves_nothing_behind(
    running: tuple[subprocess.Popen[bytes], Path], environment: dict[str, str]
) -> None:
    process, told = running
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(f"http://127.0.0.1:{environment['PORT']}/readyz"):
        assert process.poll() is None, told.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, told.read_text(encoding="utf-8")
        time.sleep(0.2)

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(timeout=30) == 0
    said = told.read_text(encoding="utf-8")
    parts = dict(re.findall(r"(\w+) started \(pid=(\d+)\)", said))
    assert set(parts) == {"web", "worker", "beat", "bank"}
    assert not any(is_alive(int(pid)) for pid in parts.values())
    assert f"http://127.0.0.1:{environment['PORT']}/dashboard/" in said


@pytest.mark.journey
def test_a_taken_port_is_named_before_anything_starts(environment: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        done = subprocess.run(
            [sys.executable, "-m", "config.run"], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert done.returncode == 1
    assert f"Port {environment['PORT']} is taken" in done.stderr
