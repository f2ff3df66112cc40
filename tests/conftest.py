"""What every test stands on: a database of its own, an empty cache, and where each kind of test runs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import is_hypothesis_test, settings
from pytest_django.plugin import DjangoDbBlocker
from rest_framework.test import APIClient

from tests import contract
from tests.database import WorkerDatabase

settings.register_profile("gate", max_examples=25, deadline=None)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("gate")

# These use many connections or real server processes: one after another, whichever worker takes the group.
SERIAL_GROUPS = {"rivals": "rivals", "journey": "journeys", "browser": "journeys"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    soaking = settings.get_current_profile_name() == "soak"
    for item in items:
        if soaking and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("soak")
        for marker, group in SERIAL_GROUPS.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.xdist_group(group))
        if item.get_closest_marker("browser"):
            item.user_properties.append(("browser", "yes"))  # the gate counts these in the report


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A clone of the migrated template; a transactional test leaves a fresh clone behind, not empty tables."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database = WorkerDatabase()
        database.create()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.renew())
        yield
        database.destroy()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Only the cache's own keys: a broker may share the database."""
    yield
    cache.delete_pattern("*")


@pytest.fixture(autouse=True)
def _answers_keep_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = APIClient.request

    def ask_and_check(client: APIClient, **request: Any) -> Any:
        response = ask(client, **request)
        contract.check(request, response)
        return response

    monkeypatch.setattr(APIClient, "request", ask_and_check)
