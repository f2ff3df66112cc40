"""People type as they write: toman with marks, Jalali days, any digits."""

from datetime import date

import pytest
from django import forms

from commerce.foundation.core.sheets import safe_cell
from dashboards.base.fields import JalaliDateField, TomanField, in_units


@pytest.mark.parametrize(
    ("typed", "rials"),
    [("125000", 1_250_000), ("۱۲۵٬۰۰۰", 1_250_000), ("١٢٥,٠٠٠", 1_250_000), ("1 250", 12_500), ("12.5", 125), ("0", 0)],
)
def test_toman_becomes_rials(typed, rials):
    assert TomanField().clean(typed) == rials


@pytest.mark.parametrize("typed", ["صد", "-5", "1.25", "1e6", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦", "12.5.5"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        TomanField().clean(typed)


def test_an_amount_below_the_least_is_refused():
    with pytest.raises(forms.ValidationError):
        TomanField(min_value=10).clean("0")


@pytest.mark.parametrize(("rials", "shown"), [(1_250_000, "125,000"), (125, "12.5"), (10, "1")])
def test_rials_go_back_into_the_form_as_toman(rials, shown):
    assert in_units(rials, language="en") == shown
    assert TomanField().clean(in_units(rials, language="fa")) == rials
    assert TomanField().clean(shown) == rials


@pytest.mark.parametrize("typed", ["1405/01/01", "۱۴۰۵/۱/۱", "1405-1-1", "14050101"])
def test_a_jalali_day_is_kept_as_a_date(typed):
    assert JalaliDateField().clean(typed) == date(2026, 3, 21)


def test_a_date_is_shown_as_a_jalali_day():
    assert 'value="۱۴۰۵/۰۱/۰۱"' in JalaliDateField().widget.render("day", date(2026, 3, 21))


def test_a_day_that_the_calendar_lacks_is_refused():
    with pytest.raises(forms.ValidationError):
        JalaliDateField().clean("1404/12/30")


@pytest.mark.parametrize("text", ["=1+1", "+98", "-1", "@SUM(A1)", "\t=1", "  =1"])
def test_a_text_that_begins_a_formula_is_disarmed(text):
    assert safe_cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert safe_cell("چای") == "چای"
    assert safe_cell(-5) == -5
