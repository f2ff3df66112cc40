"""Secrets of a developer's machine: random, made once, kept under the state directory, never in the repository."""

import base64
import json
import os
import secrets

from config.embedded import state_dir


def local_secrets() -> dict[str, str]:
    """The random secrets of this machine; made at the first call, the same ever after."""
    path = state_dir() / "secrets.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "FIELD_ENCRYPTION_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "BLIND_INDEX_KEY": secrets.token_urlsafe(32),
            "CURSOR_KEY": secrets.token_urlsafe(32),
        }
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made), encoding="utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
