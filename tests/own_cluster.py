"""A PostgreSQL cluster of the test's own, for tests that kill the database."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.conninfo import make_conninfo

from config.embedded import state_dir, unprivileged
from config.embedded.postgres import Postgres, programs

# Every commit survives the death of the server, none the death of the machine.
SURVIVES_A_CRASH = {"fsync": "off", "synchronous_commit": "on", "shared_buffers": "32MB"}


@contextmanager
def own_cluster(name: str) -> Iterator[Postgres]:
    """A started cluster: `stop("immediate")` crashes it, `start()` lets it recover; gone afterwards."""
    cluster = Postgres(state_dir() / "own" / f"{name}-{os.getpid()}", options=SURVIVES_A_CRASH)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop("immediate")
        shutil.rmtree(cluster.sockets)
        shutil.rmtree(cluster.home)


def copy_database(cluster: Postgres, name: str) -> None:
    """Bring the database that Django is connected to into a cluster, under another name."""
    names = ("host", "port", "user", "password", "dbname")
    told = {key: value for key, value in connection.get_connection_params().items() if key in names}
    dump = cluster.home / "dump.sql"
    _run("pg_dump", "--no-owner", f"--dbname={make_conninfo(**told)}", f"--file={dump}")
    cluster.ensure_database(name)
    _run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={cluster.url(name)}", f"--file={dump}")


def _run(program: str, *arguments: str) -> None:
    done = unprivileged.run([programs() / program, *arguments])
    assert done.returncode == 0, done.stderr
