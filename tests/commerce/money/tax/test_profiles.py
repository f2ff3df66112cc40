"""A seller says who it is to the tax office; only who is registered on the day takes VAT."""

from datetime import date

import pytest
from django.db import connection

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import SYSTEM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.money.tax import selectors, services
from commerce.money.tax.profiles import TaxDetails

pytestmark = pytest.mark.django_db

COMPANY, PERSON = "10380284790", "0012345679"
OWNER = Actor(kind="user", ref="somebody")
TENANT = Tenant(kind="market", ref="m1", rights=frozenset({"market.manage"}))


def registered(**more):
    words = {
        "is_registered": True,
        "registered_since": date(2025, 3, 21),
        "legal_name": "شرکت چای لاهیجان",
        "national_id": COMPANY,
        "economic_code": "411111111111",
    }
    return TaxDetails(**words | more)


def set_profile(details, *, actor=SYSTEM, ref="m1", tenant=None):
    return services.set_profile(actor=actor, owner_kind="market", owner_ref=ref, details=details, tenant=tenant)


def test_who_never_said_takes_no_vat():
    assert not selectors.profile_of(owner_kind="market", owner_ref="m1").is_registered_on(date(2026, 1, 1))
    assert selectors.registered_on({"m1"}, day=date(2026, 1, 1)) == frozenset()


def test_vat_is_taken_from_the_day_of_registration_on():
    set_profile(registered())

    assert selectors.registered_on({"m1", "m2"}, day=date(2025, 3, 20)) == frozenset()
    assert selectors.registered_on({"m1", "m2"}, day=date(2025, 3, 21)) == {"m1"}


def test_what_is_typed_in_persian_digits_is_kept_in_one_shape():
    profile = set_profile(registered(national_id="۱۰۳۸۰۲۸۴۷۹۰", economic_code="۴۱۱ ۱۱۱۱-۱۱۱۱۱", memory_id="a1b2c3"))

    assert (profile.national_id, profile.economic_code, profile.memory_id) == (COMPANY, "411111111111", "A1B2C3")


@pytest.mark.parametrize("number", [COMPANY, PERSON])
def test_a_company_and_a_person_are_known_by_their_numbers_encrypted_at_rest(number):
    profile = set_profile(registered(national_id=number))

    with connection.cursor() as cursor:
        cursor.execute("SELECT national_id FROM tax_taxprofile")
        assert number not in cursor.fetchone()[0]
    assert profile.national_id_mask == "*" * (len(number) - 4) + number[-4:]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("national_id", "10380284791"),
        ("national_id", "0012345678"),
        ("economic_code", "12"),
        ("postal_code", "12345"),
        ("memory_id", "A1B2C"),
        ("memory_id", "A1B2C٪"),
        ("phone", "call me"),
        ("legal_name", ""),
    ],
)
def test_a_wrong_field_is_named(field, typed):
    with pytest.raises(InvalidInput) as refused:
        set_profile(registered(**{field: typed}))
    assert list(refused.value.extra["errors"]) == [field]


def test_an_unregistered_seller_may_leave_everything_empty():
    assert set_profile(TaxDetails()).legal_name == ""


def test_an_owner_sets_its_own_and_nobody_elses():
    set_profile(registered(), actor=OWNER, tenant=TENANT)

    with pytest.raises(NotFound):
        set_profile(registered(), actor=OWNER, tenant=TENANT, ref="m2")


@pytest.mark.parametrize("tenant", [None, Tenant(kind="market", ref="m1", rights=frozenset({"orders.view"}))])
def test_who_lacks_the_right_sets_nothing(tenant):
    with pytest.raises(Forbidden):
        set_profile(registered(), actor=OWNER, tenant=tenant)


def test_the_trail_says_what_changed_and_keeps_the_number_to_itself():
    set_profile(registered(), actor=OWNER, tenant=TENANT)

    entry = AuditEntry.objects.get(action="tax.profile_set")
    assert "national_id" in entry.data["changed"]
    assert COMPANY not in str(entry.data)


def test_nobody_takes_the_fiscal_memory_of_another_seller():
    set_profile(registered(memory_id="A1B2C3"))

    with pytest.raises(InvalidInput) as refused:
        set_profile(registered(memory_id="a1b2c3"), ref="m2")

    assert set(refused.value.extra["errors"]) == {"memory_id"}
    assert set_profile(registered(memory_id="A1B2C3", legal_name="چای")).legal_name == "چای"
