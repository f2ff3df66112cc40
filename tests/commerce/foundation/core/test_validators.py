import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core import validators
from commerce.foundation.core.text import persian_digits
from commerce.foundation.core.validators import InvalidValue

NORMALISERS = [
    validators.normalise_mobile,
    validators.normalise_national_code,
    validators.normalise_legal_id,
    validators.normalise_card,
    validators.normalise_iban,
    validators.normalise_postal_code,
]
REFUSALS = [
    (validators.validate_mobile, "invalid_mobile"),
    (validators.validate_national_code, "invalid_national_code"),
    (validators.validate_legal_id, "invalid_legal_id"),
    (validators.validate_card, "invalid_card"),
    (validators.validate_iban, "invalid_iban"),
    (validators.validate_postal_code, "invalid_postal_code"),
]


@pytest.mark.parametrize(
    "typed",
    [
        "09123456789",
        "9123456789",
        "+989123456789",
        "989123456789",
        "00989123456789",
        "+98 0912 345 6789",
        "0912-345-6789",
        "۰۹۱۲۳۴۵۶۷۸۹",
        "٠٩١٢٣٤٥٦٧٨٩",
        "\u202a+98\u00a0912 345 6789\u202c",
    ],
)
def test_a_mobile_number_is_read_in_every_shape(typed):
    assert validators.normalise_mobile(typed) == "+989123456789"


@pytest.mark.parametrize("mobile", ["09951234567", "09411234567", "09998123456"])
def test_new_prefixes_are_not_refused(mobile):
    assert validators.normalise_mobile(mobile) == "+98" + mobile[1:]


@pytest.mark.parametrize("typed", ["", "0912345678", "091234567890", "02112345678", "+14155550123", "0912345678x"])
def test_what_is_no_iranian_mobile_number_is_refused(typed):
    with pytest.raises(InvalidValue, match="invalid_mobile"):
        validators.normalise_mobile(typed)


def test_a_mobile_number_is_shown_as_people_write_it():
    assert validators.display_mobile("+989123456789") == "۰۹۱۲ ۳۴۵ ۶۷۸۹"
    assert validators.display_mobile("+989123456789", language="en") == "0912 345 6789"
    assert validators.local_mobile("+989123456789") == "09123456789"
    assert validators.mask_mobile("+989123456789") == "0912***6789"


@pytest.mark.parametrize("code", ["0499370899", "0790419904", "0084575948", "0963695398", "0684159414", "0067749828"])
def test_national_codes_are_known_in_any_digits(code):
    assert validators.normalise_national_code(code) == code
    assert validators.normalise_national_code(persian_digits(code)) == code


def test_zeros_that_a_spreadsheet_dropped_come_back():
    assert validators.normalise_national_code("84575948") == "0084575948"
    assert validators.normalise_national_code("499370899") == "0499370899"


@pytest.mark.parametrize("code", ["0684159415", "1111111111", "0010000000", "1234567", "04993708990", "049937089x"])
def test_wrong_national_codes_are_refused(code):
    with pytest.raises(InvalidValue):
        validators.normalise_national_code(code)


@pytest.mark.parametrize("legal_id", ["10380284790", "14007650912", "10861677542", "10320894878"])
def test_legal_ids_are_known(legal_id):
    assert validators.normalise_legal_id(persian_digits(legal_id)) == legal_id


@pytest.mark.parametrize("legal_id", ["10101880987", "09053990011", "1038028479", "00000000000"])
def test_wrong_legal_ids_are_refused(legal_id):
    with pytest.raises(InvalidValue):
        validators.normalise_legal_id(legal_id)


@pytest.mark.parametrize("card", ["6037701689095443", "6219861034529007", "5022291070873466"])
def test_cards_are_known_with_their_bank(card):
    spaced = persian_digits(" ".join(card[i : i + 4] for i in range(0, 16, 4)))

    assert validators.normalise_card(spaced) == card
    assert validators.bank_of_card(card) is not None


@pytest.mark.parametrize("card", ["6219861034529008", "0000000000000000", "603799000000000", "6037990000000006"])
def test_wrong_cards_are_refused(card):
    with pytest.raises(InvalidValue):
        validators.normalise_card(card)


def test_a_card_is_kept_only_masked():
    assert validators.mask_card("6037991234561234") == "6037-99**-****-1234"


def test_an_unknown_bank_is_no_mistake():
    assert validators.normalise_card("9999991234567802") == "9999991234567802"
    assert validators.bank_of_card("9999991234567802") is None


@pytest.mark.parametrize(
    "typed",
    [
        "IR820540102680020817909002",
        "ir82 0540 1026 8002 0817 9090 02",
        "820540102680020817909002",
        "IR" + persian_digits("820540102680020817909002"),
    ],
)
def test_an_iban_is_read_in_every_shape(typed):
    assert validators.normalise_iban(typed) == "IR820540102680020817909002"


@pytest.mark.parametrize("iban", ["IR820540102680020817909003", "IR82054010268002081790900", "DE89370400440532013000"])
def test_wrong_ibans_are_refused(iban):
    with pytest.raises(InvalidValue):
        validators.normalise_iban(iban)


def test_an_iban_names_its_bank():
    bank = validators.bank_of_iban("IR820540102680020817909002")

    assert bank is not None
    assert bank.name("fa") == "بانک پارسیان"
    assert bank.name("en") == "Parsian Bank"
    assert validators.normalise_iban("IR062960000000100324200001") == "IR062960000000100324200001"
    assert validators.bank_of_iban("IR062960000000100324200001") is None
    assert validators.mask_iban("IR820540102680020817909002") == "IR82…9002"


def test_every_bank_number_belongs_to_one_bank():
    prefixes = [prefix for bank in validators.banks() for prefix in bank.card_prefixes]
    codes = [code for bank in validators.banks() for code in bank.iban_codes]

    assert len(prefixes) == len(set(prefixes))
    assert len(codes) == len(set(codes))
    assert all(len(prefix) == 6 and prefix.isascii() for prefix in prefixes)
    assert all(len(code) == 3 and code.isascii() for code in codes)


def test_a_postal_code_has_ten_digits_and_a_strange_one_only_warns():
    assert validators.normalise_postal_code("14176-14411") == "1417614411"
    assert validators.normalise_postal_code("۱۴۱۷۶ ۱۴۴۱۱") == "1417614411"
    assert validators.looks_like_postal_code("1417614411")
    assert validators.normalise_postal_code("2020202020") == "2020202020"
    assert not validators.looks_like_postal_code("2020202020")
    with pytest.raises(InvalidValue, match="invalid_postal_code"):
        validators.normalise_postal_code("141761441")


@pytest.mark.parametrize(("validate", "code"), REFUSALS)
def test_a_form_hears_the_refusal_with_its_code(validate, code):
    with pytest.raises(ValidationError) as refusal:
        validate("nonsense")

    assert refusal.value.code == code
    assert refusal.value.messages[0]


@given(st.one_of(st.text(), st.text("0123456789۰۱۲۳۴۵۶۷۸۹+ IR", min_size=8, max_size=28)))
def test_what_is_normalised_is_ascii_and_stays_as_it_is(text):
    for normalise in NORMALISERS:
        try:
            kept = normalise(text)
        except InvalidValue:
            continue
        assert kept.isascii()
        assert normalise(kept) == kept
