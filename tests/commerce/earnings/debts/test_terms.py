"""On what terms markets owe is written by staff, and kept in the trail."""

import pytest

from commerce.earnings.debts.errors import DefaultTermsStay
from commerce.earnings.debts.models import DebtTerms
from commerce.earnings.debts.selectors import terms_of
from commerce.earnings.debts.services import Rung, TermsDraft, drop_terms, save_terms
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from tests.commerce.earnings.debts.owing import set_terms

pytestmark = pytest.mark.django_db


def test_there_are_always_terms_for_all(market):
    assert terms_of(market.public_id).is_default


def test_a_market_s_own_come_and_go(market, reza_acts):
    own = set_terms(market=market, grace_days=30)
    assert terms_of(market.public_id) == own
    drop_terms(actor=reza_acts, terms=own)
    assert terms_of(market.public_id).is_default
    with pytest.raises(DefaultTermsStay):
        drop_terms(actor=reza_acts, terms=terms_of(market.public_id))


def test_saved_again_they_are_changed(market):
    set_terms(market=market)
    set_terms(market=market, ladder=[Rung("no_cash", 1)])
    own = DebtTerms.objects.get(market=market)
    assert [(rung.what, rung.after_days) for rung in own.ladder.all()] == [("no_cash", 1)]
    assert AuditEntry.objects.filter(action="debt_terms.saved", subject_ref=own.scope).count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"smallest": 0}, "smallest"),
        ({"threshold": 100}, "threshold"),
        ({"grace_days": 366}, "grace_days"),
        ({"grace_days": -1}, "grace_days"),
        ({"bill_by": "mood"}, "bill_by"),
        ({"ladder": [Rung("no_sleep", 1)]}, "ladder"),
        ({"ladder": [Rung("no_cash")]}, "ladder"),
        ({"ladder": [Rung("no_cash", 1), Rung("no_cash", 2)]}, "ladder"),
        ({"ladder": [Rung("no_cash", 999)]}, "no_cash_days"),
        ({"ladder": [Rung("no_cash", None, -5)]}, "no_cash_amount"),
    ],
)
def test_what_cannot_be_is_refused(changes, field):
    with pytest.raises(InvalidInput) as refusal:
        set_terms(**changes)
    assert list(refusal.value.extra["errors"]) == [field]


def test_others_may_not(market):
    draft = TermsDraft(bill_by="both", threshold=10, grace_days=1, nets=True, smallest=1)
    with pytest.raises(Forbidden):
        save_terms(actor=Actor(kind="user", ref="omid"), draft=draft)
    with pytest.raises(Forbidden):
        drop_terms(actor=Actor(kind="user", ref="omid"), terms=terms_of(market.public_id))
