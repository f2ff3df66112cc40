"""The clusters as processes use them: the first starts them, the last stops them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.embedded import state_dir

ROOT = Path(__file__).resolve().parents[3]
SAY_WHERE = "print(json.dumps([embedded.database_url(), embedded.redis_url(), embedded.status()]), flush=True)"


@pytest.fixture
def checkout() -> Iterator[dict[str, str]]:
    """The environment of a checkout that has never run."""
    folder = state_dir() / "own" / f"checkout-{os.getpid()}"
    environment = {**os.environ, "ASOUD_VAR": str(folder)}
    yield environment
    python(environment, "embedded.reset()")


def python(environment: dict[str, str], code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"import json; from config import embedded; {code}"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_servers_end_with_the_last_process_that_used_them(checkout: dict[str, str]) -> None:
    _, _, status = json.loads(python(checkout, SAY_WHERE))

    assert status["main PostgreSQL"]
    assert status["main Valkey"]
    assert not any(json.loads(python(checkout, "print(json.dumps(embedded.status()))")).values())


def test_a_second_process_finds_the_servers_of_the_first_and_leaves_them_running(checkout: dict[str, str]) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", f"import json; from config import embedded; {SAY_WHERE}; input(); {SAY_WHERE}"],
        env=checkout,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdin
    assert first.stdout
    with first:
        before = first.stdout.readline()
        second = python(checkout, SAY_WHERE)
        first.stdin.write("\n")
        first.stdin.flush()
        after = first.stdout.readline()

    assert json.loads(before) == json.loads(second) == json.loads(after)


def test_processes_that_begin_together_start_the_servers_once(checkout: dict[str, str]) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        told = list(pool.map(lambda _: json.loads(python(checkout, SAY_WHERE)), range(4)))

    assert all(status["main PostgreSQL"] and status["main Valkey"] for _, _, status in told)


def test_data_is_there_again_after_a_stop(checkout: dict[str, str]) -> None:
    connect = "import psycopg; connection = psycopg.connect(embedded.database_url(), autocommit=True)"
    python(checkout, f"{connect}; connection.execute('CREATE TABLE kept AS SELECT 7 AS amount')")

    kept = python(checkout, f"{connect}; print(connection.execute('SELECT amount FROM kept').fetchone()[0])")

    assert kept == "7\n"


def test_valkey_asks_for_its_password(checkout: dict[str, str]) -> None:
    address = "embedded.redis_url().rsplit('@')[1]"
    code = f"import redis; redis.Redis.from_url('redis://' + {address}).ping()"

    with pytest.raises(subprocess.CalledProcessError) as refused:
        python(checkout, code)

    assert "authenticated" in refused.value.stderr
