"""A person's address book."""

import threading
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from commerce.foundation.accounts.models import User
from commerce.foundation.address.models import UserAddress
from tests.factories.people import bearer, make_user

BOOK = "/api/v1/me/addresses/"
HOME = {
    "first_name": "سارا",
    "last_name": "محمدی",
    "mobile": "09123456789",
    "province": "tehran",
    "city": "tehran",
    "line": "خیابان ولیعصر، پلاک ۱۰",
    "postal_code": "۱۹۶۸۶۱۳۱۱۳",
    "lat": 35.757,
    "lng": 51.41,
}
WORK = {**HOME, "line": "خیابان مطهری، پلاک ۲"}


@pytest.fixture
def sara(db: None) -> User:
    return make_user()


@pytest.fixture
def client(sara: User) -> Any:
    return bearer(sara)


def test_an_address_is_kept_as_our_own_text(client: Any) -> None:
    added = client.post(BOOK, {**HOME, "line": "خيابان  وليعصر"})

    assert added.status_code == 201
    kept = added.json()
    assert (kept["line"], kept["mobile"], kept["postal_code"]) == ("خیابان ولیعصر", "+989123456789", "1968613113")
    assert (kept["lat"], kept["lng"]) == (35.757, 51.41)
    assert client.get(f"{BOOK}{kept['id']}/").json() == kept


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("postal_code", "12345", "invalid_postal_code"),
        ("mobile", "02112345678", "invalid_mobile"),
        ("city", "shiraz", "unknown_city"),
        ("city", "atlantis", "unknown_city"),
        ("line", "", "blank"),
        ("lat", 91, "max_value"),
    ],
)
def test_what_cannot_be_is_refused_by_its_member(client: Any, member: str, value: Any, code: str) -> None:
    refused = client.post(BOOK, {**HOME, member: value})

    assert refused.status_code == 400
    assert refused.json()["errors"][member][0]["code"] == code


def test_the_first_address_is_the_default_and_another_may_become_it(client: Any) -> None:
    home = client.post(BOOK, HOME).json()
    work = client.post(BOOK, {**WORK, "is_default": True}).json()

    assert (home["is_default"], work["is_default"]) == (True, True)
    assert client.get(f"{BOOK}{home['id']}/").json()["is_default"] is False


def test_the_default_stays_until_another_takes_it(client: Any) -> None:
    home = client.post(BOOK, HOME).json()
    client.post(BOOK, WORK)

    kept = client.patch(f"{BOOK}{home['id']}/", {"is_default": False})

    assert kept.json()["is_default"] is True


def test_removing_the_default_passes_it_on(client: Any) -> None:
    home = client.post(BOOK, HOME).json()
    work = client.post(BOOK, WORK).json()

    assert client.delete(f"{BOOK}{home['id']}/").status_code == 204
    assert client.get(f"{BOOK}{work['id']}/").json()["is_default"] is True


def test_the_same_address_twice_is_one(client: Any, sara: User) -> None:
    first, again = client.post(BOOK, HOME).json(), client.post(BOOK, HOME).json()

    assert first == again
    assert UserAddress.objects.filter(user=sara).count() == 1


def test_the_same_line_in_another_city_is_another_address(client: Any) -> None:
    first = client.post(BOOK, HOME).json()
    other = client.post(BOOK, {**HOME, "province": "fars", "city": "shiraz"}).json()

    assert first["id"] != other["id"]


def test_a_correction_into_another_address_of_the_book_is_refused(client: Any) -> None:
    client.post(BOOK, HOME)
    work = client.post(BOOK, WORK).json()

    refused = client.patch(f"{BOOK}{work['id']}/", {"line": HOME["line"]})

    assert refused.json()["errors"]["line"][0]["code"] == "duplicate_address"


def test_a_city_of_another_province_is_refused_in_a_correction(client: Any) -> None:
    home = client.post(BOOK, HOME).json()

    assert client.patch(f"{BOOK}{home['id']}/", {"city": "shiraz"}).status_code == 400
    assert client.patch(f"{BOOK}{home['id']}/", {"city": "shiraz", "province": "fars"}).status_code == 200


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_anothers_address_does_not_exist(client: Any, method: str) -> None:
    home = client.post(BOOK, HOME).json()
    stranger = bearer(make_user())

    refused = getattr(stranger, method)(f"{BOOK}{home['id']}/")

    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert client.get(f"{BOOK}{home['id']}/").json() == home


def test_the_book_is_paged_and_only_ones_own(client: Any) -> None:
    bearer(make_user()).post(BOOK, HOME)
    for number in range(3):
        client.post(BOOK, {**HOME, "line": f"پلاک {number}"})

    first = client.get(BOOK, {"limit": 2}).json()
    second = client.get(first["next"]).json()

    assert [row["line"] for row in first["results"] + second["results"]] == ["پلاک 2", "پلاک 1", "پلاک 0"]
    assert second["next"] is None


def test_the_book_asks_who_is_there(db: None) -> None:
    assert APIClient().get(BOOK).status_code == 401
    assert bearer(make_user(is_staff=True), audience="staff").get(BOOK).status_code == 403


def test_a_full_book_takes_no_more(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commerce.foundation.address.services.MOST_ADDRESSES", 1)
    client.post(BOOK, HOME)

    assert client.post(BOOK, WORK).json()["code"] == "too_many_addresses"


@pytest.mark.rivals
@pytest.mark.django_db(transaction=True)
def test_rivals_leave_one_default() -> None:
    sara = make_user()
    start = threading.Barrier(10)

    def rush(number: int) -> None:
        client = bearer(sara)
        start.wait()
        client.post(BOOK, {**HOME, "line": f"پلاک {number}", "is_default": True})
        connections.close_all()

    threads = [threading.Thread(target=rush, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert UserAddress.objects.filter(user=sara).count() == 10
    assert UserAddress.objects.filter(user=sara, is_default_for_shipping=True).count() == 1
