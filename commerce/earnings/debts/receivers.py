"""Debts hear of sales, and are paid through payments; neither knows of them."""

from typing import Any

from django.utils.translation import gettext as _

from commerce.earnings.debts import services
from commerce.earnings.debts.models import DebtPayment
from commerce.earnings.debts.selectors import owed_of
from commerce.earnings.debts.services.paying import METHODS, PURPOSE
from commerce.foundation.core.events import subscribe
from commerce.money.payments.models import Chargeback, Payment
from commerce.money.payments.purposes import payable


@subscribe("sale.released", consumer="debts.net")
def net_on_release(payload: dict[str, Any]) -> None:
    """What has become free makes up for the debt first."""
    services.net(market_ref=payload["market"])
    services.review(market_ref=payload["market"])


@subscribe("sale.posted", consumer="debts.review")
@subscribe("sale.reversed", consumer="debts.review")
@subscribe("sale.restored", consumer="debts.review")
def review_on_sale(payload: dict[str, Any]) -> None:
    """A sale changes what a market owes: another may be due, or nothing any more."""
    services.net(market_ref=payload["market"])
    services.review(market_ref=payload["market"])


def title(reference: str) -> str:
    """What the bank's page says is paid for."""
    return _("Debt of a market")


def link_to_debts(reference: str) -> str:
    """Where the payer goes on: to the market's debts."""
    return "/dashboard/vendor/money/debts/"


def is_awaited(reference: str) -> bool:
    """Whether anything is still owed that this could pay."""
    act = DebtPayment.objects.select_related("market").get(public_id=reference)
    return act.status == DebtPayment.Status.ASKED and owed_of(act.market.public_id).total > 0


def captured(payment: Payment) -> None:
    services.debt_captured(payment=payment)


def closed(payment: Payment) -> None:
    services.debt_payment_ended(payment=payment)


def taken_back(chargeback: Chargeback) -> int:
    return services.payment_charged_back(chargeback=chargeback)


def chargeback_over(chargeback: Chargeback) -> None:
    services.chargeback_ended(chargeback=chargeback)


payable(
    PURPOSE,
    on_captured=captured,
    on_closed=closed,
    title=title,
    link=link_to_debts,
    is_awaited=is_awaited,
    methods=METHODS,
    on_charged_back=taken_back,
    on_chargeback_ended=chargeback_over,
)
