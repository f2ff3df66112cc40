"""A switch reaches nobody, some or everybody."""

from collections.abc import Callable
from typing import Any

import pytest

from commerce.foundation.audit.selectors import trail_of
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.flags import selectors, services
from commerce.foundation.flags.selectors import is_on

pytestmark = pytest.mark.django_db
Turn = Callable[..., None]


@pytest.fixture
def turn(django_capture_on_commit_callbacks: Callable[..., Any]) -> Turn:
    def turn(**how: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            services.set_flag(actor=SYSTEM, name="new-checkout", **how)

    return turn


def test_an_unknown_flag_is_off() -> None:
    assert not is_on("new-checkout", actor_ref="sara")


def test_a_flag_is_on_for_all_or_none(turn: Turn) -> None:
    turn(state="on")
    assert is_on("new-checkout")

    turn(state="off", people=["sara"])
    assert not is_on("new-checkout", actor_ref="sara")


def test_a_partial_flag_reaches_those_it_names(turn: Turn) -> None:
    turn(state="partial", people=["sara"], markets=["chobi"])

    assert is_on("new-checkout", actor_ref="sara")
    assert is_on("new-checkout", actor_ref="omid", tenant_ref="chobi")
    assert not is_on("new-checkout", actor_ref="omid", tenant_ref="other")
    assert not is_on("new-checkout")


def test_a_share_of_people_is_stable_and_about_right(turn: Turn) -> None:
    turn(state="partial", percent=30)
    people = [f"person-{number}" for number in range(1000)]
    first = [person for person in people if is_on("new-checkout", actor_ref=person)]

    turn(state="partial", percent=60)
    second = [person for person in people if is_on("new-checkout", actor_ref=person)]

    assert 240 < len(first) < 360
    assert set(first) < set(second)


def test_asking_again_reads_no_database(turn: Turn, django_assert_num_queries: Any) -> None:
    turn(state="on")
    is_on("new-checkout")

    with django_assert_num_queries(0):
        assert selectors.flags_of(actor_ref="sara") == {"new-checkout": True}


def test_turning_is_noted(turn: Turn) -> None:
    turn(state="on")

    entry = trail_of(subject_kind="flag", subject_ref="new-checkout").get()
    assert (entry.action, entry.data["state"]) == ("flag.set", "on")


@pytest.mark.parametrize("how", [{"state": "perhaps"}, {"state": "partial", "percent": 101}])
def test_a_state_or_share_that_does_not_exist_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        services.set_flag(actor=SYSTEM, name="new-checkout", **how)


def test_a_switch_is_turned_only_by_who_may() -> None:
    with pytest.raises(Forbidden):
        services.set_flag(actor=Actor(kind="user", ref="sara"), name="new-checkout", state="on")
    with pytest.raises(InvalidInput):
        services.set_flag(actor=SYSTEM, name="new-checkout", state="partial", people=["x" * 25])

    assert not is_on("new-checkout", actor_ref="sara")
