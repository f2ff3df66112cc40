"""A paper in Persian reads from the right, its letters joined, its fonts inside."""

from pathlib import Path

import pypdfium2
import pytest

from commerce.foundation.core.documents import typeset

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 200pt, height: 60pt, margin: 10pt)
#set text(font: "Vazirmatn", lang: "fa", dir: rtl, size: 20pt)
#data.words
"""


@pytest.fixture
def template(settings, tmp_path: Path) -> Path:
    settings.BASE_DIR = tmp_path
    path = tmp_path / "words.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def ink(pdf: bytes) -> tuple[int, int]:
    """The first and the last column of the page that carry ink."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=2, grayscale=True).to_pil()
    box = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box is not None
    return box[0], box[2]


def width(pdf: bytes) -> int:
    first, last = ink(pdf)
    return last - first


def test_letters_are_joined(template):
    joined = typeset(template, {"words": "ننن"})
    apart = typeset(template, {"words": "ن\u200cن\u200cن"})

    assert width(joined) < 0.8 * width(apart)


def test_a_line_begins_at_the_right(template):
    _first, last = ink(typeset(template, {"words": "سلام"}))

    assert last > 350  # of 400 columns, the margin being 20


def test_latin_digits_inside_keep_their_order(template):
    page = pypdfium2.PdfDocument(typeset(template, {"words": "شماره 123"}))[0]

    assert "123" in page.get_textpage().get_text_range()


def test_the_font_is_inside(template):
    page = pypdfium2.PdfDocument(typeset(template, {"words": "سلام"}))[0]
    fonts = {found.get_font().get_base_name() for found in page.get_objects() if hasattr(found, "get_font")}

    assert fonts
    assert all("Vazirmatn" in name for name in fonts)


def test_what_people_write_is_never_evaluated(template):
    page = pypdfium2.PdfDocument(typeset(template, {"words": "#panic"}))[0]

    assert "panic" in page.get_textpage().get_text_range()
