"""Who uses a cluster: every process that does holds a shared lock until it ends, and the last one stops the servers.

The kernel lets go of a lock when its process dies, however it dies, so the count is never wrong.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_held: dict[Path, tuple[int, int]] = {}


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def hold(path: Path) -> bool:
    """Count this process among the users; True when it was not counted before."""
    if path in _held:
        return False
    descriptor = _open(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held[path] = (os.getpid(), descriptor)
    return True


@contextmanager
def leave(path: Path) -> Iterator[bool]:
    """Stop counting this process; inside, True when it was the last user, and newcomers wait."""
    holder, descriptor = _held.get(path, (0, 0))
    if holder != os.getpid():  # a fork shares its parent's lock and may not give it up
        yield False
        return
    del _held[path]
    try:
        yield _becomes_exclusive(descriptor)
    finally:
        os.close(descriptor)


def _becomes_exclusive(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
