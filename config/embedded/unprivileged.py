"""PostgreSQL refuses to run as root, so there it runs as `nobody`, from folders that `nobody` can reach.

No permission of a folder that we did not make is ever changed: what cannot be reached is copied to a shelter.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

ACCOUNT = "nobody"
SHELTER = Path("/var/lib/asoud")
# Nothing of the caller's PG* or locale variables may change what the servers do.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def account() -> pwd.struct_passwd | None:
    """Who runs the servers; None where this process may do so itself."""
    return pwd.getpwnam(ACCOUNT) if os.geteuid() == 0 else None


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run `command` as the unprivileged account."""
    who = account()
    return subprocess.run(
        [str(part) for part in command],
        cwd="/",
        env=ENVIRONMENT,
        user=who.pw_uid if who else None,
        group=who.pw_gid if who else None,
        extra_groups=[] if who else None,
        capture_output=True,
        text=True,
        check=False,
    )


def owner_id() -> int:
    who = account()
    return who.pw_uid if who else os.geteuid()


def make_private(folder: Path) -> Path:
    """A folder that only the servers' account (and root) may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if who := account():
        os.chown(folder, who.pw_uid, who.pw_gid)
    return folder


def home(wished: Path) -> Path:
    """Where the servers keep what belongs to `wished`: there, or in the shelter when they cannot reach it."""
    wished.parent.mkdir(parents=True, exist_ok=True)
    if account() is None or _is_reachable(wished.parent):
        return wished
    return _shelter() / hashlib.sha256(str(wished).encode()).hexdigest()[:12]


def short_temporary_folder(*, longest: int) -> Path:
    """A new private folder whose path leaves room for a socket's name."""
    base = Path(tempfile.gettempdir())
    if len(str(base)) > longest or (account() and not _is_reachable(base)):
        base = Path("/tmp")  # noqa: S108  the folder made in it is private
    return make_private(Path(tempfile.mkdtemp(prefix="asoud-", dir=base)))


def reachable_copy(tree: Path, *, beside: Sequence[Path], name: str) -> Path:
    """`tree` itself, or a copy of it (with what must stand `beside` it) that the account can read."""
    if account() is None or _is_reachable(tree):
        return tree
    kept = _shelter() / name
    if not kept.exists():
        _copy_whole([tree, *beside], kept)
    return kept / tree.name


def _shelter() -> Path:
    SHELTER.mkdir(mode=0o755, parents=True, exist_ok=True)
    return SHELTER


def _is_reachable(folder: Path) -> bool:
    wanted = stat.S_IXOTH
    return all(path.stat().st_mode & wanted for path in [folder.resolve(), *folder.resolve().parents])


def _copy_whole(trees: Sequence[Path], kept: Path) -> None:
    """Copy under a temporary name first: nobody may find half a copy."""
    fresh = Path(tempfile.mkdtemp(prefix="copying-", dir=kept.parent))
    for tree in trees:
        shutil.copytree(tree, fresh / tree.name, symlinks=True)
    for path in [fresh, *fresh.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
    fresh.rename(kept)
