"""Papers people send in: a picture, written anew, or a PDF; known by their bytes and never by their names."""

import io
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.ids import random_id
from commerce.foundation.core.pictures import take_picture

LARGEST_BYTES = 5 * 1024 * 1024
PDF = b"%PDF-"


def take_paper(upload: BinaryIO, *, field: str = "file") -> "ContentFile[bytes]":
    """Read an uploaded picture or PDF; refuses what is too large or neither."""
    data = upload.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise InvalidInput({field: [("file_too_heavy", _("A file weighs 5 MB at most."))]})
    if data.startswith(PDF):
        return ContentFile(data, name=f"{random_id()}.pdf")
    return take_picture(io.BytesIO(data), field=field).original


def kind_of_paper(name: str) -> str:
    """The content type of a paper that we keep."""
    return "application/pdf" if name.endswith(".pdf") else "image/webp"


def paper_response(file: Any) -> HttpResponse:
    """A private file as a browser may show it: nothing in it runs."""
    kind = kind_of_paper(file.name)
    with file.open("rb") as paper:
        answer = HttpResponse(paper.read(), content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
