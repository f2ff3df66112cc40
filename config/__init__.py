"""Every entry point imports `config` first, so the editorial source root is put on the path here."""

import sys
from pathlib import Path

SITE_ROOT = str(Path(__file__).resolve().parent.parent / "site")
if SITE_ROOT not in sys.path:
    sys.path.insert(1, SITE_ROOT)

from config.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
