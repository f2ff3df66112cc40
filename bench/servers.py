"""The web server as compose.yaml runs it, on this machine."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from config.env import ROOT

PATIENCE = 60


@contextmanager
def web_server(*, port: int, workers: int, threads: int) -> Iterator[str]:
    """A running granian; gives its address."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    sizes = ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    process = subprocess.Popen([*command, *sizes, "config.wsgi:application"], cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/livez", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit(f"The web server does not answer at {url}.")
