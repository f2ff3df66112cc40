"""Pictures drawn for the demo: an eight-fold rosette in the market's colour, with the name of the thing."""

import colorsys
import hashlib
import math
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFont

FONT = Path(__file__).resolve().parents[2] / "static" / "fonts" / "vazirmatn.woff2"
Colour = tuple[int, int, int]


def draw_picture(title: str, *, colour: str, size: tuple[int, int] = (1000, 1000), words: bool = True) -> bytes:
    """A JPEG that is always the same for the same title and colour."""
    chance = Random(hashlib.sha256(title.encode()).digest())  # noqa: S311  decoration, not a secret
    base = _turned(_rgb(colour), chance.uniform(-0.06, 0.06))
    image = _gradient(size, _mixed(base, (255, 255, 255), 0.82), _mixed(base, (255, 255, 255), 0.5))
    canvas = ImageDraw.Draw(image, "RGBA")
    centre = (size[0] / 2, size[1] * (0.42 if words else 0.5))
    _rosette(canvas, centre, min(size) * 0.33, base, points=chance.choice((6, 8, 10, 12)), turn=chance.random())
    if words:
        _title(canvas, title, size, _mixed(base, (0, 0, 0), 0.45))
    out = BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _rgb(colour: str) -> Colour:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def _turned(colour: Colour, by: float) -> Colour:
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb((hue + by) % 1, light, strength))
    return red, green, blue


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, 256))
    column.putdata([_mixed(top, bottom, step / 255) for step in range(256)])
    return column.resize(size, Image.Resampling.BILINEAR)


def _rosette(
    canvas: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, base: Colour, *, points: int, turn: float
) -> None:
    for ring, (part, depth) in enumerate(((1.0, 0.62), (0.74, 0.58), (0.48, 0.5), (0.24, 0.5))):
        tone = _mixed(base, (255, 255, 255), 0.12 + 0.2 * (ring % 2))
        corners = _star(centre, radius * part, radius * part * depth, points, turn + ring * math.pi / points)
        canvas.polygon(corners, fill=(*tone, 120 + ring * 30), outline=(255, 255, 255, 160))


def _star(
    centre: tuple[float, float], outer: float, inner: float, points: int, turn: float
) -> list[tuple[float, float]]:
    return [
        (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
        for step in range(points * 2)
        for reach, angle in [(outer if step % 2 == 0 else inner, turn + step * math.pi / points)]
    ]


def _title(canvas: ImageDraw.ImageDraw, title: str, size: tuple[int, int], colour: Colour) -> None:
    font = ImageFont.truetype(str(FONT), size[0] // 18)
    font.set_variation_by_axes([600])
    place = (size[0] / 2, size[1] * 0.86)
    canvas.text(place, title, font=font, fill=colour, anchor="mm", direction="rtl", language="fa")
