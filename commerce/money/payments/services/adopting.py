"""What a bank holds and nobody verified: the callback was lost, or the money came after we had given up."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.attempts import contract_of
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import ListsUnverified
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.services.asking import ask_bank
from commerce.money.payments.services.calling import call_bank
from commerce.money.payments.states import PAID

logger = logging.getLogger(__name__)


def adopt_unverified() -> int:
    """Ask about every attempt that its bank lists as paid and not verified; answers how many there were."""
    found = [payment_id for gateway_id in gateways_that_list() for payment_id in unverified_of(gateway_id=gateway_id)]
    for payment_id in found:
        ask_bank(payment_id=payment_id)
    return len(found)


def gateways_that_list() -> list[int]:
    """The contracts whose bank lists what it holds, and where attempts of late are unpaid as far as we know."""
    since = clock.now() - timedelta(days=settings.PAYMENT_ADOPT_DAYS)
    listing = [name for name, bank in banks.items() if isinstance(bank, ListsUnverified)]
    unpaid = Payment.objects.filter(gateway=OuterRef("pk"), redirected_at__gte=since).exclude(status__in=PAID)
    return list(Gateway.objects.filter(Exists(unpaid), adapter__in=listing).values_list("pk", flat=True))


def unverified_of(*, gateway_id: int) -> list[int]:
    """The attempts at one gateway that its bank lists and we do not hold for paid, ended ones too."""
    gateway = Gateway.objects.get(pk=gateway_id)
    bank = banks.get(gateway.adapter)
    if not isinstance(bank, ListsUnverified):
        return []
    try:
        held = call_bank(gateway=gateway, operation="unverified", ask=lambda: bank.unverified(contract_of(gateway)))
    except (Unreachable, Refused) as error:
        logger.warning("Gateway %s does not list what it holds: %s", gateway.slug, error)
        return []
    ours = Payment.objects.filter(gateway=gateway, authority__in=[one.authority for one in held])
    return list(ours.exclude(status__in=PAID).values_list("pk", flat=True))
