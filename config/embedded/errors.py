"""What can go wrong here."""

from pathlib import Path


class EmbeddedServerError(RuntimeError):
    """An embedded server did not start or stop; the message ends with the last lines of its log."""

    def __init__(self, problem: str, *, log: Path | None = None) -> None:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:] if log and log.exists() else []
        super().__init__("\n".join([problem, *tail]))
