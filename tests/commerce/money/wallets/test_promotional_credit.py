"""Credit for a campaign: who gives how much, and when it is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.wallets import services
from commerce.money.wallets.errors import SecondPersonNeeded
from commerce.money.wallets.models import PromotionalGrant
from tests.commerce.money.wallets.money import WALLET, grant, pockets, staff, time_is_over
from tests.factories import bearer, make_user

pytestmark = pytest.mark.django_db
PROMOTIONS = AccountRef("platform_promotions")
MAKER = staff("maker", "add_promotionalgrant")
CHECKER = staff("checker", "approve_promotionalgrant")


@pytest.fixture
def sara() -> User:
    return make_user()


def give(user: User, amount: int, *, actor: Any = MAKER, **more: Any) -> PromotionalGrant:
    told = {"expires_at": timezone.now() + timedelta(days=30), "campaign": "یلدا", **more}
    return services.grant_promotional(actor=actor, user=user, amount=amount, **told)


def test_credit_is_shown_with_the_day_it_ends(sara: User) -> None:
    grant(sara, 200_000, days=20, campaign="یلدا")
    grant(sara, 100_000, days=5, campaign="خوش‌آمد")

    wallet = bearer(sara).get(WALLET).json()

    assert (wallet["promotional"]["amount"], wallet["cash"]["amount"]) == (300_000, 0)
    assert [(one["amount"]["amount"], one["campaign"]) for one in wallet["expiring"]] == [
        (100_000, "خوش‌آمد"),
        (200_000, "یلدا"),
    ]


def test_credit_is_the_platforms_cost_and_nobody_gives_it_without_the_right(sara: User) -> None:
    with pytest.raises(Forbidden):
        give(sara, 100_000, actor=staff("stranger"))
    give(sara, 100_000)

    assert (pockets(sara)["promotional"], balance_of(PROMOTIONS)) == (100_000, 100_000)
    assert AuditEntry.objects.get(action="promotional_grant.asked").actor_ref == "maker"


def test_above_a_daily_sum_a_second_person_agrees(sara: User, settings: Any) -> None:
    settings.PROMOTIONAL_UNCHECKED_MOST = 150_000
    assert give(sara, 100_000).status == "active"
    beyond = give(make_user(), 100_000)
    assert beyond.status == "asked"

    both = staff("maker", "add_promotionalgrant", "approve_promotionalgrant")
    with pytest.raises(SecondPersonNeeded):
        services.approve_grant(actor=both, grant=beyond.public_id)
    services.approve_grant(actor=CHECKER, grant=beyond.public_id)

    assert pockets(beyond.wallet.user)["promotional"] == 100_000
    with pytest.raises(IllegalTransition):
        services.approve_grant(actor=CHECKER, grant=beyond.public_id)
    assert find_drift() == []


def test_nobody_gives_credit_to_themselves_or_agrees_to_their_own(sara: User, settings: Any) -> None:
    mine = staff(sara.public_id, "add_promotionalgrant", "approve_promotionalgrant", "freeze_wallet")
    settings.PROMOTIONAL_UNCHECKED_MOST = 0
    asked = give(sara, 100_000)

    for act in (
        lambda: give(sara, 10, actor=mine),
        lambda: services.approve_grant(actor=mine, grant=asked.public_id),
        lambda: services.refuse_grant(actor=mine, grant=asked.public_id, reason="نه"),
    ):
        with pytest.raises(SecondPersonNeeded):
            act()
    assert pockets(sara)["promotional"] == 0


def test_nobody_lets_their_own_wallet_go_on(sara: User) -> None:
    services.freeze_wallet(actor=staff("omid", "freeze_wallet"), user=sara, reason="بررسی")

    with pytest.raises(SecondPersonNeeded):
        services.unfreeze_wallet(actor=staff(sara.public_id, "freeze_wallet"), user=sara, reason="درست است")


def test_what_a_second_person_refuses_is_not_given(sara: User, settings: Any) -> None:
    settings.PROMOTIONAL_UNCHECKED_MOST = 0
    asked = give(sara, 100_000)

    services.refuse_grant(actor=CHECKER, grant=asked.public_id, reason="کمپین تمام شد")

    assert pockets(sara)["promotional"] == 0
    with pytest.raises(IllegalTransition):
        services.approve_grant(actor=CHECKER, grant=asked.public_id)


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"expires_at": timezone.now() - timedelta(days=1)}, {"campaign": "  "}],
    ids=["nothing", "yesterday", "for nothing"],
)
def test_strange_credit_is_refused(sara: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        give(sara, wrong.pop("amount", 100_000), **wrong)


def test_credit_whose_time_is_over_goes_back(sara: User) -> None:
    time_is_over(grant(sara, 100_000))
    kept = grant(sara, 50_000)

    assert bearer(sara).get(WALLET).json()["promotional"]["amount"] == 50_000
    assert (services.expire_grants(), services.expire_grants()) == (1, 0)

    assert (pockets(sara)["promotional"], balance_of(PROMOTIONS)) == (50_000, 50_000)
    line = bearer(sara).get(f"{WALLET}entries/").json()["results"][0]
    assert (line["kind"], line["amount"]["amount"], line["balance"]["amount"]) == (
        "promotional_expired",
        -100_000,
        50_000,
    )
    kept.refresh_from_db()
    assert kept.left == 50_000
    assert find_drift() == []
