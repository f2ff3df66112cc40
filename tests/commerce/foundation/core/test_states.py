"""A state changes in one UPDATE that names where it may come from."""

import pytest
from django.utils import timezone

from commerce.foundation.core.errors import IllegalTransition
from commerce.foundation.core.states import move, moves, sources_of, try_move
from commerce.shop.markets.models import Market

TABLE = moves({"draft": "pending closed", "pending": "published draft", "published": "closed"})


@pytest.fixture
def market(db):
    return Market.objects.create(handle="teahouse", name="چایخانه", search_key="چایخانه")


def test_the_table_knows_every_source_of_a_state():
    assert sources_of("closed", TABLE) == ["draft", "published"]


def test_an_allowed_move_changes_the_row_and_the_object_together(market):
    now = timezone.now()

    move(market, to="pending", table=TABLE, published_at=now)

    assert market.status == "pending"
    assert Market.objects.get().status == "pending"
    assert Market.objects.get().published_at == now


def test_a_move_the_table_does_not_allow_changes_nothing(market):
    with pytest.raises(IllegalTransition):
        move(market, to="published", table=TABLE)

    assert Market.objects.get().status == market.status == "draft"


def test_of_two_holders_of_the_same_row_only_the_first_moves_it(market):
    rival = Market.objects.get()
    move(market, to="pending", table=TABLE)

    assert try_move(rival, to="closed", table=TABLE) is False
    assert Market.objects.get().status == "pending"
