"""Settings come from typed variables that fail loudly; a secret may also stand in a file named by NAME_FILE."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(ROOT / ".env")


def secret(name: str) -> str:
    """The secret NAME, or the content of the file that NAME_FILE names; never a default."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE): it has no default.")
    return value
