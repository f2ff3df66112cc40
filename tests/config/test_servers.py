"""How the addresses of the servers are read."""

import pytest

from config.settings import servers


def test_a_socket_folder_may_stand_where_a_host_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://asoud@%2Ftmp%2Fasoud-1:5432/asoud")

    assert servers.database(embedded=False)["HOST"] == "/tmp/asoud-1"


def test_a_worker_gets_its_own_numbered_database() -> None:
    assert servers.redis_number("redis://:word@valkey:6379/0", 3) == "redis://:word@valkey:6379/3"
