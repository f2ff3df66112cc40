"""Each bug of other marketplaces that we have looked at is a test by its number."""

import re

import pytest

from tests.house.source import ROOT

LOOKED_AT = (*range(1, 23), 27)
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))


@pytest.mark.parametrize("number", LOOKED_AT)
def test_a_bug_that_others_had_is_a_test_of_its_number(number: int) -> None:
    assert re.search(rf"def test_peer_bug_{number}_", TESTS)
