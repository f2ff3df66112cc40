"""The embedded PostgreSQL: what the product asks of it, and its life."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.postgres import Postgres
from tests.own_cluster import own_cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Postgres]:
    with own_cluster("embedded") as running:
        yield running


def ask(cluster: Postgres, question: str) -> object:
    with cluster.connect() as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def test_it_listens_on_a_private_socket_only(cluster: Postgres) -> None:
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert cluster.sockets.stat().st_mode & 0o077 == 0
    assert len(str(cluster.sockets / ".s.PGSQL.5432")) < 104


def test_persian_letters_count_as_letters(cluster: Postgres) -> None:
    with cluster.connect() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SELECT similarity('کتابخانه', 'کتابخانه‌ها')") > 0.5  # type: ignore[operator]


def test_text_search_knows_no_english_stems(cluster: Postgres) -> None:
    assert ask(cluster, "SHOW default_text_search_config") == "pg_catalog.simple"


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist", "btree_gin", "cube", "earthdistance"])
def test_the_extensions_are_there(cluster: Postgres, extension: str) -> None:
    assert ask(cluster, f"SELECT count(*) FROM pg_available_extensions WHERE name = '{extension}'") == 1


def test_fifty_rivals_a_worker_find_a_connection(cluster: Postgres) -> None:
    assert int(str(ask(cluster, "SHOW max_connections"))) >= 300


def test_a_database_is_made_once(cluster: Postgres) -> None:
    cluster.ensure_database("market")
    cluster.ensure_database("market")

    assert ask(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'market'") == 1


def test_what_was_committed_survives_a_crash_at_the_same_address(cluster: Postgres) -> None:
    with cluster.connect() as connection:
        connection.execute("CREATE TABLE kept (amount bigint)")
        connection.execute("INSERT INTO kept VALUES (1250000)")
    address = cluster.url("postgres")

    cluster.stop("immediate")
    cluster.start()

    assert cluster.url("postgres") == address
    assert ask(cluster, "SELECT amount FROM kept") == 1250000


def test_a_lock_file_of_a_process_that_is_no_server_is_forgotten(cluster: Postgres) -> None:
    cluster.stop("fast")
    (cluster.data / "postmaster.pid").write_text(f"1\n{cluster.data}\n", encoding="utf-8")

    cluster.start()

    assert cluster.is_running()


def test_no_folder_above_the_data_changes_its_mode(cluster: Postgres, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = {folder: folder.stat().st_mode for folder in [closed, *closed.parents]}

    Postgres(closed / "data")

    assert {folder: folder.stat().st_mode for folder in before} == before
