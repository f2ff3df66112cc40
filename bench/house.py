"""Where the bench lives: a cluster of its own under the state directory, a database for each scale, filled once."""

import os
import subprocess
import sys

from config.embedded import database_url, redis_url, state_dir
from config.env import ROOT
from config.settings.local_secrets import local_secrets


def move_in(*, scale: str, port: int) -> None:
    """Point this process and its children at the bench's servers, with the settings of production."""
    os.environ["ASOUD_VAR"] = str(state_dir() / "bench")
    own = local_secrets()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": own["SECRET_KEY"],
        "FIELD_ENCRYPTION_KEYS": own["FIELD_ENCRYPTION_KEY"],
        "BLIND_INDEX_KEY": own["BLIND_INDEX_KEY"],
        "DATABASE_URL": f"{database_url(_database(scale))}?conn_max_age=60",
        "REDIS_URL": redis_url(),
        "STATIC_ROOT": str(state_dir() / "static"),
        "MEDIA_ROOT": str(state_dir() / "media"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "WARNING",
    }


def fill(scale: str) -> None:
    """Migrate, and make the demo data and the large set where they are missing. Only development knows the demo."""
    (state_dir() / "static").mkdir(exist_ok=True)
    filled = state_dir() / f"{_database(scale)}.filled"
    _manage("migrate", "--verbosity", "0")
    if not filled.exists():
        _manage("seed_demo")
        _manage("seed_demo", "--scale", scale)
        filled.touch()


def _database(scale: str) -> str:
    return "bench_" + "_".join(part.replace("=", "") for part in sorted(scale.split(",")))


def _manage(*arguments: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.development", "DEBUG": "false"}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
