"""`make run`: set the platform up where it is not, then run its processes until Ctrl-C."""

import json
import os
import shlex
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from config.env import ROOT, env

INTERRUPTED = {128 + signal.SIGINT, 128 + signal.SIGTERM}


def main() -> int:
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    host, port = _place()
    _say("Starting PostgreSQL and Valkey")
    _load_django()
    _migrate()
    logins = _logins()
    _greet(port=port, logins=logins)
    code = _supervise(_commands(host=host, port=port))
    return 0 if code in INTERRUPTED else code


def _place() -> tuple[str, int]:
    """Where the web server and the sandbox bank listen; told to the settings before they are read."""
    host, port = env.str("BIND", default="127.0.0.1"), env.int("PORT", default=8000)
    bank_port = env.int("SANDBOX_BANK_PORT", default=port + 1)
    for name, number in [("PORT", port), ("SANDBOX_BANK_PORT", bank_port)]:
        if _is_taken(number):
            raise SystemExit(f"Port {number} is taken. Choose another: {name}={number + 10} make run")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("SANDBOX_BANK_PORT", str(bank_port))
    os.environ.setdefault("SANDBOX_BANK_URL", f"http://127.0.0.1:{bank_port}")
    os.environ["PYTHONUNBUFFERED"] = "1"
    return host, port


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _load_django() -> None:
    import django

    django.setup()


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        _say(f"Applying {len(waiting)} migrations")
        call_command("migrate", interactive=False)


def _logins() -> Mapping[str, Mapping[str, str]]:
    """The logins of this machine, made with the demo data the first time."""
    from django.core.management import call_command

    from commerce.shop.markets.models import Market
    from config.embedded import state_dir

    path: Path = state_dir() / "logins.json"
    if not path.exists() or not Market.objects.exists():
        _say("Making the demo data")
        call_command("seed_demo")
    logins: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return logins


def _greet(*, port: int, logins: Mapping[str, Mapping[str, str]]) -> None:
    address = f"http://127.0.0.1:{port}"
    places = {
        "Web": f"{address}/",
        "Dashboard": f"{address}/dashboard/",
        "API": f"{address}/api/v1/docs/",
    }
    _say("Ready. Ctrl-C stops everything.")
    for name, place in places.items():
        print(f"  {name:<14}{place}")
    print()
    for role, login in logins.items():
        print(f"  {role:<14}" + "  ".join(f"{name} {value}" for name, value in login.items()))
    print(flush=True)


def _commands(*, host: str, port: int) -> dict[str, list[str]]:
    from config.embedded import state_dir

    python = sys.executable
    celery = [python, "-m", "celery", "--quiet", "--app", "config"]
    beat_schedule = str(state_dir() / "celerybeat-schedule")
    return {
        "web": [
            python,
            "-m",
            "uvicorn",
            "config.asgi:application",
            "--host",
            host,
            "--port",
            str(port),
            "--lifespan",
            "off",
        ],
        "worker": [*celery, "worker", "--queues", "fast,slow,outside", "--concurrency", "2", "--loglevel", "WARNING"],
        "beat": [*celery, "beat", "--schedule", beat_schedule, "--pidfile=", "--loglevel", "WARNING"],
        "bank": [python, "manage.py", "sandbox_bank"],
    }


def _supervise(commands: Mapping[str, list[str]]) -> int:
    """Run them side by side until one ends or a signal comes; then all end."""
    from honcho.manager import Manager

    manager = Manager()
    for name, command in commands.items():
        manager.add_process(name, f"exec {shlex.join(command)}", cwd=str(ROOT))
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    return manager.returncode or 0


def _leave(number: int, _frame: FrameType | None) -> None:
    """End by the ordinary way, so that the embedded servers are stopped."""
    raise SystemExit(128 + number)


def _say(text: str) -> None:
    print(f"\n• {text}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
