"""Numbers as people write them out on papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core.words import number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "صفر"),
        (14, "چهارده"),
        (20, "بیست"),
        (21, "بیست و یک"),
        (100, "یکصد"),
        (999, "نهصد و نود و نه"),
        (1_000, "یک هزار"),
        (1_001, "یک هزار و یک"),
        (12_500, "دوازده هزار و پانصد"),
        (1_250_000, "یک میلیون و دویست و پنجاه هزار"),
        (3_000_000_007, "سه میلیارد و هفت"),
        (12_345 * 10**9, "دوازده هزار و سیصد و چهل و پنج میلیارد"),
        (-5, "منفی پنج"),
    ],
)
def test_persian(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (42, "forty-two"),
        (1_250_300, "one million two hundred fifty thousand three hundred"),
        (2 * 10**12, "two thousand billion"),
    ],
)
def test_english(number, words):
    assert number_in_words(number, language="en") == words


@given(st.integers(0, 10**9 - 1))
def test_no_two_numbers_are_written_alike(number):
    assert number_in_words(number) != number_in_words(number + 1)
    assert number_in_words(number, language="en") != number_in_words(number + 1, language="en")
