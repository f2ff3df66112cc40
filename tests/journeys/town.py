"""The platform as it runs for people: web, worker and sandbox bank as processes of their own, on one database."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(question, *, patience: float = PATIENCE, what: str = "it"):
    """The first true answer; a failure that names what was waited for."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"Waited {patience} s for {what}.")


@dataclass
class Town:
    """Addresses of the running platform, and hands to stop and start its parts."""

    state: Path
    web_port: int = field(default_factory=free_port)
    bank_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def bank(self) -> str:
        return f"http://127.0.0.1:{self.bank_port}"

    @property
    def environment(self) -> dict[str, str]:
        database = connection.settings_dict
        socket_folder = database["HOST"].replace("/", "%2F")
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.journeys",
            "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{socket_folder}/{database['NAME']}",
            "REDIS_URL": settings.REDIS_URL,
            "PUBLIC_URL": self.address,
            "SANDBOX_BANK": "1",
            "SANDBOX_BANK_URL": self.bank,
            "SANDBOX_BANK_PORT": str(self.bank_port),
            "BANKS_BEHIND": f"{self.address}/sandbox-bank",
            "OUTBOX_ROOT": str(self.state / "outbox"),
            "MEDIA_ROOT": str(self.state / "media"),
            "ORDER_PAYMENT_SECONDS": "3",
            "PAYMENT_FIRST_ASK_SECONDS": "0",
            "PAYMENT_ASK_EVERY_SECONDS": "0",
            "CODES_PER_ADDRESS": "1000",
            "LOG_LEVEL": "INFO",
        }

    def command(self, part: str) -> list[str]:
        python = sys.executable
        celery = [python, "-m", "celery", "--app", "config", "worker", "--loglevel", "INFO"]
        return {
            "web": [python, "-m", "uvicorn", "config.asgi:application", "--port", str(self.web_port)],
            "worker": [*celery, "--pool", "threads", "--concurrency", "2", "--queues", "fast,slow,outside"],
            "bank": [python, "manage.py", "sandbox_bank"],
        }[part]

    def start(self, part: str) -> None:
        with (self.state / f"{part}.log").open("ab") as log:
            self.running[part] = subprocess.Popen(
                self.command(part), cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def ready(self) -> None:
        """Wait until web and bank answer."""
        wait_for(lambda: answers(f"{self.address}/livez"), what=f"the web server ({self.log('web')})")
        wait_for(lambda: answers(f"{self.bank}/control/"), what=f"the bank ({self.log('bank')})")

    def kill(self, part: str) -> None:
        """As a power cut does: no goodbye."""
        process = self.running.pop(part)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def run(self, *arguments: str) -> str:
        """`manage.py` with the town's settings: how an operator runs a sweep."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def send_task(self, name: str) -> None:
        """Hand a task to whichever worker runs, as beat does."""
        asked = [sys.executable, "-m", "celery", "--app", "config", "call", name]
        subprocess.run(asked, cwd=ROOT, env=self.environment, capture_output=True, check=True)

    def log(self, part: str) -> str:
        path = self.state / f"{part}.log"
        return path.read_text(encoding="utf-8")[-3000:] if path.exists() else ""

    def code_sent_to(self, mobile: str) -> str:
        """The one-time code that the last message to this number holds."""

        def found() -> str | None:
            path = self.state / "outbox" / "sms.jsonl"
            lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            codes = [message.get("code") for message in map(json.loads, lines) if message["mobile"] == mobile]
            return codes[-1] if codes else None

        return str(wait_for(found, what=f"a code for {mobile} ({self.log('worker')})"))

    def forget_messages(self) -> None:
        (self.state / "outbox" / "sms.jsonl").unlink(missing_ok=True)


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code < 500
    except httpx.HTTPError:
        return False


@contextmanager
def open_town(state: Path) -> Iterator[Town]:
    town = Town(state)
    try:
        for part in ("bank", "web", "worker"):
            town.start(part)
        town.ready()
        yield town
    finally:
        town.stop()
