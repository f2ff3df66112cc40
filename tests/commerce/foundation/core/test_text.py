import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core.text import (
    clean_digits,
    clean_number,
    clean_text,
    fold,
    group_digits,
    persian_digits,
    search_key,
    spellings,
    to_ascii_digits,
)

TRICKY = "يىكئؤأإٱآۀةـًّٰٔ\u200b\u200c\u200d\u200e\u202e\u2067\ufeff\u00ad\u00a0\u2003 \n\r\t\x00ﻻﷲﻙبه۱٢3٫٬،٪-_()"
typed = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("علي كريمى", "علی کریمی"),
        ("كتـــاب", "کتاب"),
        ("  سیب\u00a0 \u2003سرخ\t", "سیب سرخ"),
        ("می\u200c\u200cروم", "می\u200cروم"),
        ("\u200cمی \u200cروم\u200c ", "می روم"),
        ("\ufeff\u202bسلام\u202c\u200f \u2067دنیا\u2069\u00ad\u200d", "سلام دنیا"),
        ("\ufefb\ufed9", "لاک"),
        ("مؤسسهٔ آزادۀ أدب", "مؤسسهٔ آزادۀ أدب"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_text_is_made_ours_at_the_door(pasted, kept):
    assert clean_text(pasted) == kept


def test_lines_are_kept_where_a_text_has_lines():
    assert clean_text(" یک \r\nدو\u2028\n\n\n سه", multiline=True) == "یک\nدو\n\nسه"
    assert clean_text("یک\nدو") == "یک دو"


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "0123456789"])
def test_digits_of_every_keyboard_are_one(digits):
    assert to_ascii_digits(digits) == "0123456789"


def test_an_identifier_loses_everything_people_put_between_its_digits():
    assert clean_digits("\u200e+۹۸ (۹۱۲) ٣٤٥-\u200c۶۷۸۹\u202c") == "+989123456789"


def test_a_quantity_is_read_with_persian_marks():
    assert clean_number("۱۲٬۵۰۰٫۷۵٪") == "12500.75%"
    assert clean_number("1,250,000") == "1250000"


def test_numbers_are_written_for_their_reader():
    assert group_digits(125_000, language="fa") == "۱۲۵٬۰۰۰"
    assert group_digits(-125_000, language="en") == "-125,000"
    assert persian_digits("1405/09/01") == "۱۴۰۵/۰۹/۰۱"


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("مؤسسه‌ی آزادۀ أدبی", "موسسه‌ی ازاده ادبى"),
        ("هَمراهِ اوّل", "همراه اول"),
        ("iPhone ۱۳", "IPHONE 13"),
        ("گوشی، (نو)", "گوشي نو"),
        ("جرأت ئ ٱ ة", "جرات ی ا ه"),
    ],
)
def test_spellings_that_people_mix_have_one_key(one, another):
    assert search_key(one) == search_key(another)


def test_a_half_space_is_found_as_a_space_and_as_nothing():
    key = search_key("خرم‌آباد")

    assert key == "خرم اباد خرماباد"
    assert fold("خرم آباد") in key
    assert fold("خرمآباد") in key
    assert spellings("خرم‌آباد") == ("خرم اباد", "خرماباد")
    assert spellings("تهران") == ("تهران",)


@given(typed)
def test_normalising_twice_changes_nothing(text):
    once, lines = clean_text(text), clean_text(text, multiline=True)

    assert clean_text(once) == once
    assert clean_text(lines, multiline=True) == lines
    assert clean_digits(clean_digits(text)) == clean_digits(text)
    assert clean_number(clean_number(text)) == clean_number(text)
    assert search_key(search_key(text)) == search_key(text)


@given(typed)
def test_the_key_of_a_text_is_the_key_of_its_clean_form(text):
    assert search_key(clean_text(text)) == search_key(text)
