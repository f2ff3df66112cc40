"""Many workers at once under one Idempotency-Key: one works, the others wait, and nobody falls over."""

import pytest

from commerce.foundation.core import idempotency
from commerce.foundation.core.errors import InFlight
from tests.rivals.test_orders import all_at_once

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]
REQUEST = {"actor": "user:sara", "method": "POST", "path": "/api/v1/checkout/", "key": "k1", "body": {}}


def test_a_request_given_up_while_others_ask_for_it_is_free_again_or_in_flight():
    def claim_and_let_go(number):
        try:
            idempotency.release(idempotency.claim(**REQUEST))
        except InFlight:
            return "in flight"
        return "mine"

    answers = {answer for _ in range(20) for answer in all_at_once(claim_and_let_go, people=8)}

    assert "mine" in answers
