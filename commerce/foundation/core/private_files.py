"""Files that only the doors of ours hand out, to those who may see them: receipts, papers, bank files."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFiles(FileSystemStorage):
    """Outside of what the web server serves, and readable by our own user alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            location=settings.PRIVATE_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700, **kwargs
        )

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address of its own.")


def private_files() -> Storage:
    """Where private files are kept."""
    return storages["private"]
