"""Private files on their way to somebody who may have them."""

from collections.abc import Iterator
from urllib.parse import quote

from django.db.models.fields.files import FieldFile
from django.http import StreamingHttpResponse


def download(file: FieldFile, *, name: str) -> StreamingHttpResponse:
    """A stored file as a download, whatever is in it; it is opened when the first byte is asked for."""
    answer = StreamingHttpResponse(_chunks(file), content_type="application/octet-stream")
    answer["Content-Length"] = str(file.size)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _chunks(file: FieldFile) -> Iterator[bytes]:
    with file.open() as opened:
        yield from opened.chunks()
