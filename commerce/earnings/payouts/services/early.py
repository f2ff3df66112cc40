"""A payout before its day, for a fee, because the market asks for it."""

from django.db import transaction

from commerce.earnings.payouts import locks
from commerce.earnings.payouts.errors import CannotBePaid, EarlyNotAllowed, FeeAboveAmount, QuoteChanged
from commerce.earnings.payouts.models import Outcome, Payout
from commerce.earnings.payouts.policies import require_own_money
from commerce.earnings.payouts.selectors.early import quote_early
from commerce.earnings.payouts.selectors.payouts import payout_of
from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.services.paying import OWNER, make_payout, pay_debt_and_judge
from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor, Tenant
from commerce.money.remittances.services import cancel_remittance


@transaction.atomic
def ask_early_payout(
    *, actor: Actor, tenant: Tenant, credentials: Credentials, amount: int | None = None, quoted_free: int | None = None
) -> Payout:
    """Ask for free money now, all of it unless told, after a step-up; nothing that is held is ever paid.

    `quoted_free` is what was free when it was quoted: so that a form sent twice asks once.
    Raises EarlyNotAllowed, QuoteChanged, FeeAboveAmount, and CannotBePaid with the reason.
    """
    require_own_money(tenant)
    require_step_up(credentials=credentials)
    market_ref = tenant.ref
    locks.lock_market(market_ref)
    terms = terms_of(market_ref)
    if not terms.early_allowed:
        raise EarlyNotAllowed
    pay_debt_and_judge(market_ref=market_ref, terms=terms)
    quote = quote_early(market_ref=market_ref, amount=amount)
    if quoted_free is not None and quoted_free != quote.free:
        raise QuoteChanged
    if quote.obstacle is not None:
        raise CannotBePaid(Outcome(quote.obstacle).label, outcome=quote.obstacle)
    if quote.net <= 0:
        raise FeeAboveAmount(fee=quote.fee.whole)
    return make_payout(
        actor=actor,
        market_ref=market_ref,
        kind=Payout.Kind.EARLY,
        due_on=clock.today(),
        amount=quote.amount,
        terms=terms,
        fee=quote.fee,
    )


def cancel_payout(*, actor: Actor, tenant: Tenant, public_id: str) -> Payout:
    """Take back the asking for an early payout while nobody has agreed; the money is free again, the fee too."""
    require_own_money(tenant)
    payout = payout_of(market_ref=tenant.ref, public_id=public_id)
    if payout.kind != Payout.Kind.EARLY:
        raise CannotBePaid
    cancel_remittance(actor=actor, owner_kind=OWNER, owner_ref=tenant.ref, public_id=payout.remittance.public_id)
    payout.refresh_from_db()
    return payout
