"""What a refund would take from whom: it is carried out, read from the books, and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.ids import random_id
from commerce.money.ledger.models import Posting
from commerce.money.payments.models import Payment, Refund
from commerce.money.settlement.selectors import reversal_key
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.locks import lock_part
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.services.executing import carry_out, is_uncovered, worth_of
from commerce.shop.refunds.wishes import Wish, wish_of

# Whose an account is, as people call it; the books' own title where it is none of these.
GIVERS: Final[Mapping[str, Text]] = {
    "vendor_held": _("The market's share"),
    "vendor_free": _("What the market has free"),
    "vendor_debt": _("What the market owes"),
    "commission": _("Commission of the platform"),
    "vat_payable": _("VAT on the commission"),
    "platform_promotions": _("The platform's part of discounts"),
}


@dataclass(frozen=True, slots=True)
class Giver:
    """An account that gives so much; below zero it gets."""

    account: str
    title: Text
    amount: int


@dataclass(frozen=True, slots=True)
class TenderPart:
    """So much goes back for what was paid by one tender."""

    method: Text
    way: Text
    amount: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What everybody gives, and by which ways it goes to the buyer; `worth` is that and the platform's discount.

    What is not covered is money that the market has not got with us.
    """

    amount: int
    givers: list[Giver]
    tenders: list[TenderPart]
    worth: int
    is_covered: bool


def preview_request(*, request: RefundRequest, by_staff: bool = True) -> Preview:
    """What an open request would do if it were approved now. Raises what approving it would raise."""
    return preview_refund(vendor_order=request.vendor_order.public_id, wish=wish_of(request), by_staff=by_staff)


def preview_refund(*, vendor_order: str, wish: Wish, by_staff: bool = True) -> Preview:
    """What a wish would do if it were carried out now."""
    with transaction.atomic():
        part, cash = lock_part(vendor_order)
        return try_out(wish=wish, part=part, cash=cash, by_staff=by_staff)


def try_out(*, wish: Wish, part: VendorOrder, cash: Sequence[Payment], by_staff: bool) -> Preview:
    """Carry a wish out on locked rows and undo it; rows that were read keep nothing of it."""
    fresh = VendorOrder.objects.select_related("order__user", "market").get(pk=part.pk)
    payments = [Payment.objects.get(pk=payment.pk) for payment in cash]
    with transaction.atomic():
        key = f"preview:{random_id(16)}"
        amount = carry_out(wish=wish, part=fresh, cash=payments, key=key, by_staff=by_staff)
        worth, is_covered = worth_of(key=key, amount=amount), not is_uncovered(wish=wish, part=fresh)
        preview = Preview(amount, _givers(key), _tenders(key), worth, is_covered)
        transaction.set_rollback(True)
    return preview


def _givers(key: str) -> list[Giver]:
    postings = Posting.objects.filter(entry__key__in=[reversal_key(key), f"goodwill:{key}"])
    rows = postings.exclude(account__kind="refunds_payable").select_related("account").order_by("account__kind")
    return [Giver(row.account.kind, _title_of(row), row.amount) for row in rows]


def _title_of(posting: Posting) -> Text:
    return GIVERS.get(posting.account.kind, posting.account.ref.in_chart.title)


def _tenders(key: str) -> list[TenderPart]:
    rows = Refund.objects.filter(key=key).select_related("payment").order_by("pk")
    return [TenderPart(row.payment.get_method_display(), row.get_way_display(), row.amount) for row in rows]
