"""What the schema allows, and much that it does not, asked of every operation: nothing ends in a server error.

Every answer is held against the schema by `tests/contract.py`, as in all tests.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient
from schemathesis.core import NotSet

from tests.factories import bearer, deliver_facts, make_market, make_product, offer_of, omid, sara

SCHEMA = schemathesis.openapi.from_path(Path(__file__).parents[2] / "docs/openapi.json")
OPERATIONS = {operation.ok().label: operation.ok() for operation in SCHEMA.get_all_operations()}
QUICK = settings(
    max_examples=12, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
LONG = settings(QUICK, max_examples=400, derandomize=False)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> dict[str, str]:
    """Names of rows that are there, for to ask about others is soon answered."""
    market = make_market(omid(), "market-a")
    product = make_product(market, variants=["سرخ", "آبی"])
    deliver_facts()
    return {
        "handle": market.handle,
        "product_id": product.public_id,
        "variant_id": product.children.first().public_id,
        "offer_id": offer_of(product.children.first()).public_id,
        "slug": "things",
    }


@pytest.mark.parametrize("label", OPERATIONS)
def test_nothing_that_can_be_sent_breaks_a_door(label: str, rows: dict[str, str]) -> None:
    ask_much(label, rows, QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("label", OPERATIONS)
def test_nothing_that_can_be_sent_for_long_breaks_a_door(label: str, rows: dict[str, str]) -> None:
    ask_much(label, rows, LONG)


def ask_much(label: str, rows: dict[str, str], how_much: settings) -> None:
    operation = OPERATIONS[label]
    client = bearer(omid(), audience="vendor") if "/vendor/" in operation.path else bearer(sara())
    modes = schemathesis.GenerationMode
    allowed = operation.as_strategy(generation_mode=modes.POSITIVE)
    either = st.one_of(allowed, operation.as_strategy(generation_mode=modes.NEGATIVE)) if takes(operation) else allowed

    @how_much
    @given(case=either)
    def ask(case: Any) -> None:
        assert send(client, case, rows).status_code < 500

    ask()


def takes(operation: Any) -> bool:
    """Whether there is anything that could be sent wrong."""
    return bool(list(operation.query) or list(operation.body))


def send(client: APIClient, case: Any, rows: dict[str, str]) -> Any:
    """Send a case through the client that checks every answer."""
    path = case.path
    for name, made in (case.path_parameters or {}).items():
        path = path.replace(f"{{{name}}}", rows.get(name) or quote(str(made), safe="") or "x")
    # A trimmed answer lacks what the schema says an answer has.
    asked = {name: value for name, value in (case.query or {}).items() if name != "fields"}
    query = urlencode(asked, doseq=True, errors="replace")
    headers = {"Idempotency-Key": case.id}
    if (case.media_type or "").startswith("multipart/"):
        parts = {name: str(value) for name, value in case.body.items()} if isinstance(case.body, dict) else {}
        return client.generic(
            case.method,
            f"{path}?{query}",
            encode_multipart(BOUNDARY, parts),
            content_type=MULTIPART_CONTENT,
            headers=headers,
        )
    body = b"" if isinstance(case.body, NotSet) else json.dumps(case.body, default=repr).encode()
    return client.generic(case.method, f"{path}?{query}", body, content_type="application/json", headers=headers)
