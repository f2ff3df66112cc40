"""A migrated template database, made once for each set of migrations, and a clone of it for every test process.

A fresh migrate takes most of a minute, a clone a fraction of a second. The lock and the list of living sessions are the
database server's own, so sessions side by side neither wait for the dead nor delete from the living.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import sql

# What can change the migrated schema or its reference rows beside the migrations themselves.
TRACKED = ("migrations/*.py", "migrations/*.sql", "data/*", "sql/*")


class WorkerDatabase:
    """This process's own database, cloned from the template and given up at the end."""

    def __init__(self) -> None:
        self.family = f"test_{connection.settings_dict['NAME']}"
        self.made_of = _made_of()
        self.template = f"{self.family}_{_digest(json.dumps(self.made_of))[:10]}"
        self.name = f"{self.template}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self._server = self._connect()

    def create(self) -> None:
        """Make the template where it is missing, then this process's clone."""
        with self._alone():
            known = self._templates()
            if self.template not in known:
                self._build_template(grown_from=_youngest_ancestor(known, self.made_of))
            self._drop_what_the_dead_left()
        self.renew()

    def renew(self) -> None:
        """Back to the template's state: what a transactional test needs after it, rather than empty tables."""
        connections.close_all()
        self._drop(self.name)
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", self.name, self.template)
        _point_django_at(self.name)

    def destroy(self) -> None:
        connections.close_all()
        self._drop(self.name)
        self._server.close()

    def _connect(self) -> psycopg.Connection:
        parameters = connection.get_connection_params()
        wanted = {key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters}
        return psycopg.connect(**wanted, dbname="postgres", autocommit=True, application_name=self.name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._server.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.family])
        try:
            yield
        finally:
            self._server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [self.family])

    def _build_template(self, *, grown_from: str | None) -> None:
        """Migrate from nothing, or only what is new since a template whose every migration we still have."""
        unfinished = f"{self.template}_building"
        print("Migrating the template database for tests ...", file=sys.stderr, flush=True)
        self._drop(unfinished)
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", unfinished, grown_from or "template1")
        _point_django_at(unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        self._run("ALTER DATABASE {} RENAME TO {}", unfinished, self.template)
        made_of = sql.SQL("COMMENT ON DATABASE {} IS {}")
        self._server.execute(made_of.format(sql.Identifier(self.template), json.dumps(self.made_of)))

    def _templates(self) -> dict[str, dict[str, str]]:
        """Finished templates, each with what it was made of."""
        found = self._server.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)",
            [self.family],
        )
        return {name: json.loads(made_of) for name, made_of in found if made_of}

    def _drop_what_the_dead_left(self) -> None:
        alive = [name for (name,) in self._server.execute("SELECT application_name FROM pg_stat_activity")]
        for database in self._databases():
            if not any(name == database or name.startswith(f"{database}_") for name in alive):
                self._drop(database)

    def _databases(self) -> set[str]:
        found = self._server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.family])
        return {name for (name,) in found}

    def _drop(self, database: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def _run(self, statement: str, *names: str) -> None:
        self._server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _point_django_at(database: str) -> None:
    """One dictionary serves the connections of every thread."""
    connections.close_all()
    connections.databases[DEFAULT_DB_ALIAS]["NAME"] = database
    connection.settings_dict["NAME"] = database


def _made_of() -> dict[str, str]:
    """Every file that shapes the migrated schema or the reference rows, with the digest of what is in it."""
    return {
        f"{config.label}/{path.name}": _digest(path.read_text(encoding="utf-8"))[:16]
        for config in sorted(apps.get_app_configs(), key=lambda config: config.label)
        for path in sorted(path for pattern in TRACKED for path in Path(config.path).glob(pattern))
        if path.is_file()
    }


def _youngest_ancestor(known: Mapping[str, Mapping[str, str]], made_of: Mapping[str, str]) -> str | None:
    """The template that lacks the fewest of our files and has none that we have not."""
    ancestors = {name: files for name, files in known.items() if files.items() <= made_of.items()}
    return max(ancestors, key=lambda name: len(ancestors[name]), default=None)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
