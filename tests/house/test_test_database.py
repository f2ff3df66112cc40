"""What the tests stand on: reference rows are there whatever the test before did, and caches are empty."""

import threading

import pytest
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.db import connection


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_transactional_test_leaves_reference_rows_to_the_next(time: str) -> None:
    found = Site.objects.count()
    Site.objects.all().delete()

    assert found > 0


@pytest.mark.django_db(transaction=True)
def test_a_thread_sees_the_same_database() -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(connection.settings_dict["NAME"])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [connection.settings_dict["NAME"]]


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_cache_is_empty(time: str) -> None:
    assert cache.get("left") is None
    cache.set("left", time)
