"""What the contract promises of every door of a kind: lists, public reads, POSTs, doors that take a key."""

import re
from typing import Any

import pytest
from rest_framework.test import APIClient

from commerce.foundation.core.rest.pages import LARGEST_LIMIT
from commerce.shop.markets.models import Market
from commerce.shop.partner.models import StockRecord
from pages.services import install_home
from tests.contract import schema
from tests.factories import deliver_facts, make_product
from tests.factories.sales import check_out, fill_cart, make_gateway
from tests.house.access import ACCESS
from tests.house.conftest import People
from tests.house.routes import doors

# These come whole, with `next: null`.
CLOSED = {
    "categories/",
    "gateways/",
    "orders/<str:number>/invoices/",
    "orders/<str:number>/refunds/",
    "products/<str:product_id>/similar/",
    "regions/cities/",
    "regions/provinces/",
    "regions/search/",
}
QUESTIONS = {
    "content/pages/": {"path": "/"},
    "gateways/": {"purpose": "order", "amount": 1_000_000},
    "regions/cities/": {"province": "tehran"},
    "regions/search/": {"q": "تهر"},
    "search/suggest/": {"q": "کالا"},
}
# Their answers are files of the schema's library.
NOT_OURS = {"schema/", "docs/"}
PLACES = {"handle": "market-a"}
TAKES_A_KEY = {
    "POST checkout/",
    "POST orders/<str:number>/refunds/",
    "POST staff/chargebacks/",
    "POST staff/payouts/runs/",
    "POST staff/refunds/",
    "POST staff/refunds/<str:refund>/approve/",
    "POST vendor/<str:handle>/debts/pay/",
    "POST vendor/<str:handle>/orders/<str:vendor_order>/cancel-lines/",
    "POST vendor/<str:handle>/orders/<str:vendor_order>/refund/",
    "POST vendor/<str:handle>/payouts/",
    "POST vendor/<str:handle>/refunds/<str:refund>/approve/",
    "POST orders/<str:number>/pay/",
    "POST wallet/gift-cards/",
    "POST wallet/top-ups/",
    "POST wallet/transfers/",
    "POST wallet/withdrawals/",
}


def promised(route: str) -> dict[str, Any]:
    path = "/api/v1/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    operation: dict[str, Any] = schema()["paths"].get(path, {}).get("get", {})
    return operation


def gives_a_list(route: str) -> bool:
    body = promised(route).get("responses", {}).get("200", {}).get("content", {})
    name = body.get("application/json", {}).get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
    return "results" in schema()["components"]["schemas"].get(name, {}).get("properties", {})


READS = sorted(name.removeprefix("GET ") for name in ACCESS if name.startswith("GET "))
LISTS = [route for route in READS if gives_a_list(route)]
PUBLIC = [route for route in READS if ACCESS[f"GET {route}"] == "public" and route not in NOT_OURS]
POSTS = sorted({door.route for door in doors() if door.method == "POST"})


@pytest.fixture
def town(people: People) -> dict[str, str]:
    """The market `market-a` with something on its shelf, and a home page; what stands in the places of an address."""
    install_home()
    product = make_product(Market.objects.get(handle="market-a"), category="pots")
    deliver_facts()
    return {"handle": "market-a", "slug": "pots", "public_id": "none-such", "product_id": product.public_id}


def ask(people: People, town: dict[str, str], route: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
    places = town | ({"number": number_of_an_order(people)} if "<str:number>" in route else {})
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: places[place[1]], route)
    return whose(people, route).get(f"/api/v1/{path}", {**QUESTIONS.get(route, {}), **more}, headers=headers)


def whose(people: People, route: str) -> APIClient:
    """Somebody to whom a door opens."""
    return {"vendor": people.owner_of_a, "staff": people.admin}.get(route.partition("/")[0], people.shopper)


def number_of_an_order(people: People) -> str:
    make_gateway()
    fill_cart(people.shopper, (StockRecord.objects.get(), 1))
    number: str = check_out(people.shopper).json()["order"]["number"]
    people.shopper.delete("/api/v1/cart/")
    return number


def test_there_are_lists_and_public_reads() -> None:
    assert len(LISTS) > 10
    assert len(PUBLIC) > 10
    assert set(LISTS) >= CLOSED


@pytest.mark.parametrize("route", LISTS)
def test_a_list_is_results_with_the_pages_beside_it(route: str, people: People, town: dict[str, str]) -> None:
    answer = ask(people, town, route)

    assert answer.status_code == 200
    assert set(answer.json()) >= {"results", "next", "previous"}
    assert len(answer.json()["results"]) <= LARGEST_LIMIT or route in CLOSED


@pytest.mark.parametrize("route", LISTS)
def test_the_schema_says_which_lists_have_pages(route: str) -> None:
    names = {parameter["name"] for parameter in promised(route)["parameters"]}

    assert ({"limit", "cursor"} <= names) is (route not in CLOSED)
    assert "fields" in names


@pytest.mark.parametrize("route", LISTS)
def test_a_filter_nobody_knows_is_refused(route: str, people: People, town: dict[str, str]) -> None:
    answer = ask(people, town, route, colour_of_the_sky="blue")

    assert answer.status_code == 400
    assert answer.json()["errors"]["colour_of_the_sky"][0]["code"] == "unknown_filter"


@pytest.mark.parametrize("route", [route for route in LISTS if route not in CLOSED])
def test_a_page_is_never_longer_than_a_hundred(route: str, people: People, town: dict[str, str]) -> None:
    answer = ask(people, town, route, limit=LARGEST_LIMIT + 1)

    assert answer.status_code == 400
    assert answer.json()["errors"]["limit"][0]["code"] == "invalid_limit"
    assert ask(people, town, route, limit=LARGEST_LIMIT).status_code == 200


@pytest.mark.parametrize("route", PUBLIC)
def test_a_public_answer_is_not_sent_twice(route: str, people: People, town: dict[str, str]) -> None:
    first = ask(people, town, route)
    again = ask(people, town, route, headers={"If-None-Match": first["ETag"]})

    assert first.status_code == 200
    assert {"accept-language", "accept-encoding"} <= {word.strip().lower() for word in first["Vary"].split(",")}
    assert "public" in first["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("route", [route for route in READS if ACCESS[f"GET {route}"] == "signed_in"])
def test_a_private_answer_is_kept_by_nobody_else(route: str, people: People, town: dict[str, str]) -> None:
    assert "private" in ask(people, town, route)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("route", POSTS)
def test_a_post_without_its_last_slash_is_a_problem_and_no_redirect(route: str) -> None:
    path = re.sub(r"<(?:\w+:)?\w+>", "some", route).rstrip("/")

    answer = APIClient().post(f"/api/v1/{path}", {})

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_the_doors_that_take_a_key_are_those_of_the_contract() -> None:
    taking = {door.name for door in doors() if getattr(getattr(door.view, door.method.lower()), "is_idempotent", False)}

    assert taking == TAKES_A_KEY


@pytest.mark.parametrize("door", sorted(TAKES_A_KEY))
@pytest.mark.parametrize("key", ["", "k" * 129])
def test_without_a_proper_key_nothing_is_tried(door: str, key: str, people: People) -> None:
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: PLACES.get(place[1], "none-such"), door.split(" ")[1])

    answer = whose(people, path).post(f"/api/v1/{path}", {}, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_required")
