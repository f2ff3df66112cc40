"""The two clusters of a checkout: `main` for `make run`, `test` for the tests, each a PostgreSQL and a Valkey."""

import atexit
import os
import shutil
from pathlib import Path
from typing import Any, Literal, get_args

from config.embedded import sharing
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey

Cluster = Literal["main", "test"]
CLUSTERS: tuple[Cluster, ...] = get_args(Cluster)
# A test cluster may be lost with the machine; it is never asked to survive that.
FAST_AND_LOOSE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "5min"}


def state_dir() -> Path:
    """Where this checkout keeps what it makes: ASOUD_VAR, or `var/` at its root."""
    root = Path(__file__).resolve().parents[2]
    folder = (root / (os.environ.get("ASOUD_VAR") or "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_settings(name: str = "asoud", *, cluster: Cluster = "main") -> dict[str, Any]:
    """Django's DATABASES entry for the database `name`, started and made where it is missing."""
    postgres = _postgres(cluster)
    _ensure_running(postgres, cluster)
    with sharing.alone(_lock(cluster, "start")):
        postgres.ensure_database(name)
    return postgres.settings(name)


def database_url(name: str = "asoud", *, cluster: Cluster = "main") -> str:
    """The same as an address, for DATABASE_URL."""
    database_settings(name, cluster=cluster)
    return _postgres(cluster).url(name)


def redis_url(*, cluster: Cluster = "main") -> str:
    """The Valkey's address, without a database number; started where it is not running."""
    valkey = _valkey(cluster)
    _ensure_running(valkey, cluster)
    return valkey.url


def stop(*, cluster: Cluster | None = None) -> None:
    """Stop the servers, whoever uses them."""
    for name in [cluster] if cluster else CLUSTERS:
        with sharing.alone(_lock(name, "start")):
            _valkey(name).stop()
            _postgres(name).stop()


def status() -> dict[str, bool]:
    """Which servers run."""
    found: dict[str, bool] = {}
    for name in CLUSTERS:
        found[f"{name} PostgreSQL"] = _postgres(name).is_running()
        found[f"{name} Valkey"] = _valkey(name).is_running()
    return found


def reset() -> None:
    """Stop the servers and delete everything this checkout has made."""
    stop()
    for name in CLUSTERS:
        shutil.rmtree(_postgres(name).sockets, ignore_errors=True)
        shutil.rmtree(_postgres(name).home, ignore_errors=True)
    shutil.rmtree(state_dir(), ignore_errors=True)


def _ensure_running(server: Postgres | Valkey, cluster: Cluster) -> None:
    if sharing.hold(_lock(cluster, "users")):
        atexit.register(_stop_if_last, cluster)
    if server.is_running():
        return
    with sharing.alone(_lock(cluster, "start")):
        if not server.is_running():
            server.start()


def _stop_if_last(cluster: Cluster) -> None:
    with sharing.leave(_lock(cluster, "users")) as last:
        if last:
            stop(cluster=cluster)


def _postgres(cluster: Cluster) -> Postgres:
    return Postgres(state_dir() / "postgres" / cluster, options=FAST_AND_LOOSE if cluster == "test" else None)


def _valkey(cluster: Cluster) -> Valkey:
    return Valkey(state_dir() / "valkey" / cluster, keeps=cluster == "main")


def _lock(cluster: Cluster, name: str) -> Path:
    return state_dir() / "locks" / f"{cluster}.{name}"
