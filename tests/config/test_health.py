"""What proxies ask before they send people."""

import pytest
from django.db import connection
from django.test import Client


def test_a_live_process_says_so(client: Client) -> None:
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db
def test_a_ready_process_reaches_database_and_cache(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": True, "cache": True}


@pytest.mark.django_db(transaction=True)
def test_a_process_without_its_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": False, "cache": True}


def test_a_process_without_its_cache_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings, db: None
) -> None:
    settings.CACHES = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9"}}

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": True, "cache": False}
