"""Text is normalised once, at the door; everything behind it may trust what it reads."""

import re
import unicodedata
from decimal import Decimal

PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
ZWNJ = "\u200c"
THOUSANDS_FA = "\u066c"
DECIMAL_FA = "\u066b"
# Before it the mark that makes the digits run on from it, whatever the line does: −۱۲۵ and not ۱۲۵−.
MINUS_FA = "\u200e\u2212"

_TO_ASCII = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789", PERSIAN_DIGITS)
_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})
# Decomposing already took the hamza off ؤ ئ أ إ ۀ and the madda off آ.
_FOLDED_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "\u06d5": "ه", "ٱ": "ا", "ـ": None})
_NUMERIC_SIGNS = str.maketrans({DECIMAL_FA: ".", THOUSANDS_FA: None, ",": None, "،": None, "٪": "%"})

# Joiners, bidi marks, BOM and soft hyphens hide in pasted numbers; PostgreSQL refuses NUL and lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]+")
_BLANK_OR_BREAK = re.compile(r"\s+")
_REPEATED_ZWNJ = re.compile(f"{ZWNJ}{{2,}}")
_LOOSE_ZWNJ = re.compile(rf"(?<!\S){ZWNJ}+|{ZWNJ}+(?!\S)")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER_SEPARATOR = re.compile(r"[\s\-\u2010-\u2015\u2212_./()\u200c]+")


def clean_text(value: str, *, multiline: bool = False) -> str:
    """Make typed or pasted text ours: Persian letters, no hidden characters, single spaces."""
    text = _INVISIBLE.sub("", value)
    text = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = unicodedata.normalize("NFC", text.translate(_PERSIAN_LETTERS))
    text = _tidy_lines(text) if multiline else _BLANK_OR_BREAK.sub(" ", text)
    text = _REPEATED_ZWNJ.sub(ZWNJ, text)
    return _tidy_spaces(_LOOSE_ZWNJ.sub("", text))


def _tidy_lines(text: str) -> str:
    return _BLANK.sub(" ", _LINE_END.sub("\n", text))


def _tidy_spaces(text: str) -> str:
    lines = (re.sub(" {2,}", " ", line).strip() for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def to_ascii_digits(value: str) -> str:
    """Turn Persian and Arabic digits into 0-9 and leave the rest alone."""
    return value.translate(_TO_ASCII)


def clean_digits(value: str) -> str:
    """Read an identifier as typed: digits in ASCII, no spaces, dashes or hidden marks."""
    return _NUMBER_SEPARATOR.sub("", to_ascii_digits(_INVISIBLE.sub("", value)))


def clean_number(value: str) -> str:
    """Read a quantity as typed: ASCII digits, a point for decimals, no thousands marks."""
    text = to_ascii_digits(_INVISIBLE.sub("", value)).translate(_NUMERIC_SIGNS)
    return _BLANK_OR_BREAK.sub("", text.replace(ZWNJ, ""))


def persian_digits(value: str | int) -> str:
    """Write the digits of a text in Persian."""
    return str(value).translate(_TO_PERSIAN)


def group_digits(value: int, *, language: str) -> str:
    """Write a whole number with thousands marks: ۱۲۵٬۰۰۰ in Persian, 125,000 elsewhere."""
    grouped = f"{abs(value):,}"
    digits = persian_digits(grouped.replace(",", THOUSANDS_FA)) if language == "fa" else grouped
    return minus(value, language=language) + digits


def minus(value: int, *, language: str) -> str:
    """The sign before a number below zero; in Persian with the mark that keeps it on the left of the digits."""
    if value >= 0:
        return ""
    return MINUS_FA if language == "fa" else "-"


def write_percent(percent: Decimal | str, *, language: str) -> str:
    """Write a percentage without idle decimals: ۷٫۵٪ in Persian, 7.5% elsewhere."""
    number = f"{Decimal(percent):f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return persian_digits(number).replace(".", DECIMAL_FA) + "٪" if language == "fa" else f"{number}%"


def fold(value: str) -> str:
    """Take away what people type differently: hamza, harakat, case, accents, punctuation."""
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", value)).translate(_FOLDED_LETTERS)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    return _NOT_WORD.sub(" ", to_ascii_digits(text).casefold()).strip()


def spellings(value: str) -> tuple[str, ...]:
    """The folded ways to write a text: half-spaces as spaces, then as nothing."""
    spaced, joined = fold(value.replace(ZWNJ, " ")), fold(value.replace(ZWNJ, ""))
    return (spaced,) if spaced == joined else (spaced, joined)


def search_key(value: str) -> str:
    """The folded key that is stored and searched; it holds both spellings of a half-space."""
    return " ".join(spellings(value))
