"""Pictures as blocks and apps need them: small WebP files with sizes, so that nothing jumps while a page loads."""

from typing import Any, TypedDict
from urllib.parse import urljoin

from django.conf import settings

WIDTHS = (480, 960, 1600)


class Source(TypedDict):
    url: str
    width: int


class Picture(TypedDict):
    url: str
    width: int
    height: int
    alt: str
    sources: list[Source]


def picture(image: Any, *, widths: tuple[int, ...] = WIDTHS) -> Picture | None:
    """An editor's image in a few widths; the address in `url` is the middle one."""
    if image is None:
        return None
    renditions = image.get_renditions(*(f"width-{width}|format-webp" for width in widths))
    made = sorted({file.width: file for file in renditions.values()}.items())
    middle = made[len(made) // 2][1]
    return {
        "url": _absolute(middle),
        "width": middle.width,
        "height": middle.height,
        "alt": _alt(image),
        "sources": [{"url": _absolute(file), "width": width} for width, file in made],
    }


def _absolute(rendition: Any) -> str:
    return urljoin(str(settings.PUBLIC_URL), str(rendition.url))


def _alt(image: Any) -> str:
    if getattr(image, "decorative", False):
        return ""
    return str(getattr(image, "contextual_alt_text", None) or image.default_alt_text)
