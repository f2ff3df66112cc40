"""Living some days ago for a while, so that what the demo does then is dated then: orders, holds, and the books."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.utils import timezone


@contextmanager
def living(ago: timedelta) -> Iterator[None]:
    """Until the end of the block every clock of ours says that it is so long ago."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) - ago

    present = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Then  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = present  # type: ignore[attr-defined]
