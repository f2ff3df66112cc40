"""A PostgreSQL cluster of the test's own, for tests that kill the database."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from config.embedded import state_dir
from config.embedded.postgres import Postgres

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
