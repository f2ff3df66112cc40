"""Journeys share one running town; each starts from a fresh clone of the database."""

from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.bank import Bank
from tests.journeys.lines import hang_up
from tests.journeys.phone import Phone
from tests.journeys.town import Town, open_town
from tests.journeys.world import World, build_world


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in item.nodeid:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def running_town(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def town(running_town: Town, transactional_db: None) -> Iterator[Town]:
    running_town.forget_messages()
    httpx.post(f"{running_town.bank}/control/reset/", timeout=5)
    yield running_town
    hang_up()
    for part in ("bank", "web", "worker"):
        if part not in running_town.running:
            running_town.start(part)
    running_town.ready()


@pytest.fixture
def world(town: Town) -> World:
    return build_world()


@pytest.fixture
def bank(town: Town) -> Bank:
    return Bank(town)


@pytest.fixture
def sara(town: Town) -> Phone:
    return Phone(town)
