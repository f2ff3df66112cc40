"""Pictures people send: known by their bytes, decoded, turned upright, written anew without what else they carried."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import BinaryIO, NoReturn
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.ids import random_id

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_SIDE = 8000
LARGEST_PIXELS = 40_000_000
KEPT_SIDE = 2000
THUMBNAIL_SIDE = 480
# Only these decoders are tried, whatever the name or declared type says; SVG is a document, not a picture.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# What the decoders raise where a file, or the EXIF inside it, was damaged by accident or on purpose.
BROKEN = (
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class Picture:
    """A picture made ours: the one to keep and the small one that lists show."""

    original: "ContentFile[bytes]"
    thumbnail: "ContentFile[bytes]"


def take_picture(upload: BinaryIO, *, field: str = "image") -> Picture:
    """Read an uploaded picture and write it anew; refuses what is too large or no picture."""
    data = upload.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        _refuse(field, "image_too_heavy", _("A picture weighs 10 MB at most."))
    image = _decoded(data, field)
    return Picture(original=_written(image, KEPT_SIDE), thumbnail=_written(image, THUMBNAIL_SIDE))


def public_url(name: str | None) -> str:
    """The absolute address of a stored file; empty for none."""
    return urljoin(settings.PUBLIC_URL, default_storage.url(name)) if name else ""


def _decoded(data: bytes, field: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if max(image.size) > LARGEST_SIDE or image.width * image.height > LARGEST_PIXELS:
                _refuse(field, "image_too_large", _("A picture is 8000 pixels wide and high at most."))
            image.load()
            upright = ImageOps.exif_transpose(image)
    except BROKEN:
        _refuse(field, "not_an_image", _("Send a JPEG, PNG, WebP or GIF picture."))
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _written(image: Image.Image, side: int) -> "ContentFile[bytes]":
    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, format="WEBP", quality=82, method=4)
    return ContentFile(out.getvalue(), name=f"{random_id()}.webp")


def _refuse(field: str, code: str, text: Text) -> NoReturn:
    raise InvalidInput({field: [(code, text)]})
