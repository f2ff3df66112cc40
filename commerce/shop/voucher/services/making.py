"""Making a voucher with the promotion it opens, and ending it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.catalogue.models import Category, Product
from commerce.shop.markets.models import Market
from commerce.shop.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.shop.voucher import policies
from commerce.shop.voucher.errors import VoucherEnded
from commerce.shop.voucher.models import Voucher

CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{1,38})[A-Z0-9]")
# What a benefit's or a condition's column holds.
MOST = 9_999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDraft:
    """A voucher to be: percent or amount (rials), for all goods or for categories and products (slugs, public ids).

    `market` (its handle) pays for it by a lower price of its own goods; without one the platform pays.
    """

    code: str
    name: str
    starts_at: datetime
    ends_at: datetime
    percent: Decimal | None = None
    amount: int | None = None
    cap: int | None = None
    minimum: int = 0
    uses: int | None = None
    uses_per_person: int | None = None
    market: str = ""
    categories: Sequence[str] = ()
    products: Sequence[str] = ()


@transaction.atomic
def make_voucher(*, actor: Actor, draft: VoucherDraft) -> Voucher:
    """Make a voucher that carts take from its first moment to its last."""
    policies.require(policies.MAKE, held_by=actor)
    code = draft.code.strip().upper()
    _refuse_impossible(draft, code)
    market = _market_named(draft.market)
    goods = _goods(draft, code)
    promotion = ConditionalOffer.objects.create(
        name=f"{draft.name} ({code})"[:128],
        offer_type=ConditionalOffer.VOUCHER,
        condition=_condition(draft, goods),
        benefit=_benefit(draft, goods),
        funded_by=ConditionalOffer.Funder.MARKET if market else ConditionalOffer.Funder.PLATFORM,
        market=market,
        most_per_order=draft.cap,
        max_global_applications=draft.uses,
        max_user_applications=draft.uses_per_person,
        max_basket_applications=1,
    )
    voucher: Voucher = Voucher.objects.create(
        name=f"{draft.name} ({code})"[:128],
        code=code,
        usage=Voucher.MULTI_USE,
        start_datetime=draft.starts_at,
        end_datetime=draft.ends_at,
    )
    voucher.offers.add(promotion)
    note(actor=actor, action="voucher.made", subject_kind="voucher", subject_ref=code, data=_told(draft))
    return voucher


@transaction.atomic
def end_voucher(*, actor: Actor, code: str) -> Voucher:
    """Nobody may use a voucher from now on; orders placed with it keep their price. Raises VoucherEnded."""
    policies.require(policies.END, held_by=actor)
    now = timezone.now()
    if not Voucher.objects.filter(code=code, end_datetime__gt=now).update(end_datetime=now):
        raise VoucherEnded()
    note(actor=actor, action="voucher.ended", subject_kind="voucher", subject_ref=code)
    voucher: Voucher = Voucher.objects.get(code=code)
    return voucher


def _refuse_impossible(draft: VoucherDraft, code: str) -> None:
    wrong: dict[str, list[tuple[str, Any]]] = {}
    if not CODE.fullmatch(code):
        wrong["code"] = [("bad_code", _("A code is 3 to 40 Latin letters, digits and hyphens."))]
    elif Voucher.objects.filter(code=code).exists():
        wrong["code"] = [("code_taken", _("There is a voucher of this code already."))]
    if (draft.percent is None) == (draft.amount is None):
        wrong["percent"] = [("one_benefit", _("Name either a percentage or an amount."))]
    if draft.percent is not None and not 0 < draft.percent <= 100:
        wrong["percent"] = [("bad_percent", _("A discount is above 0 and at most 100 percent."))]
    if draft.amount is not None and not 0 < draft.amount <= MOST:
        wrong["amount"] = [("bad_amount", _("This amount cannot be a discount."))]
    if not 0 <= draft.minimum <= MOST:
        wrong["minimum"] = [("bad_amount", _("This amount cannot be a minimum."))]
    if draft.ends_at <= draft.starts_at or draft.ends_at <= timezone.now():
        wrong["ends_at"] = [("bad_days", _("A voucher ends after it begins, and not in the past."))]
    if wrong:
        raise InvalidInput(wrong)


def _market_named(handle: str) -> Market | None:
    if not handle:
        return None
    market = Market.objects.filter(handle=handle).first()
    if market is None:
        raise InvalidInput({"market": [("unknown_market", _("There is no market of this handle."))]})
    return market


def _goods(draft: VoucherDraft, code: str) -> Range:
    some = bool(draft.categories or draft.products)
    goods: Range = Range.objects.create(name=f"voucher {code}", includes_all_products=not some)
    if draft.categories:
        goods.included_categories.set(_all_of(Category, "slug", draft.categories, "categories"))
    for product in _all_of(Product, "public_id", draft.products, "products"):
        goods.add_product(product)
    return goods


def _all_of(model: Any, key: str, wanted: Sequence[str], field: str) -> list[Any]:
    found = list(model.objects.filter(**{f"{key}__in": wanted})) if wanted else []
    if len(found) < len(set(wanted)):
        raise InvalidInput({field: [("unknown", _("Not all of these are in the catalogue."))]})
    return found


def _condition(draft: VoucherDraft, goods: Range) -> Condition:
    """So much must be bought, or at least one piece of it."""
    asked = (Condition.VALUE, draft.minimum) if draft.minimum else (Condition.COUNT, 1)
    condition: Condition = Condition.objects.create(range=goods, type=asked[0], value=asked[1])
    return condition


def _benefit(draft: VoucherDraft, goods: Range) -> Benefit:
    kind = Benefit.FIXED if draft.percent is None else Benefit.PERCENTAGE
    value = draft.amount if draft.percent is None else draft.percent
    benefit: Benefit = Benefit.objects.create(range=goods, type=kind, value=value)
    return benefit


def _told(draft: VoucherDraft) -> dict[str, Any]:
    return {
        "percent": None if draft.percent is None else str(draft.percent),
        "amount": draft.amount,
        "cap": draft.cap,
        "minimum": draft.minimum,
        "uses": draft.uses,
        "uses_per_person": draft.uses_per_person,
        "starts_at": draft.starts_at.isoformat(),
        "ends_at": draft.ends_at.isoformat(),
        "market": draft.market,
        "categories": list(draft.categories),
        "products": list(draft.products),
    }
