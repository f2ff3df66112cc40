"""Whole numbers in words, as sums stand on papers, in Persian and in English."""

from typing import Final

_FA_UNITS: Final = (
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده",
    "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_FA_TENS: Final = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_FA_HUNDREDS: Final = (
    "", "یکصد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد",
)  # fmt: skip
_EN_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = ((10**9, "میلیارد", "billion"), (10**6, "میلیون", "million"), (10**3, "هزار", "thousand"))


def number_in_words(number: int, *, language: str = "fa") -> str:
    """A whole number in words; above a milliard people here count milliards again."""
    is_persian = language == "fa"
    if number < 0:
        return f"{'منفی' if is_persian else 'minus'} {number_in_words(-number, language=language)}"
    return " و ".join(_persian(number)) if is_persian else " ".join(_english(number))


def _persian(number: int) -> list[str]:
    for scale, name, _english_name in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            return [f"{' و '.join(_persian(many))} {name}", *(_persian(rest) if rest else [])]
    if number >= 100:
        return [_FA_HUNDREDS[number // 100], *(_persian(number % 100) if number % 100 else [])]
    if number >= 20:
        return [_FA_TENS[number // 10], *(_persian(number % 10) if number % 10 else [])]
    return [_FA_UNITS[number]]


def _english(number: int) -> list[str]:
    for scale, _persian_name, name in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            return [*_english(many), name, *(_english(rest) if rest else [])]
    if number >= 100:
        return [_EN_UNITS[number // 100], "hundred", *(_english(number % 100) if number % 100 else [])]
    if number >= 20:
        tens, unit = _EN_TENS[number // 10], number % 10
        return [f"{tens}-{_EN_UNITS[unit]}" if unit else tens]
    return [_EN_UNITS[number]]
