"""Reading vouchers with the promotions they open."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commerce.shop.voucher.models import Voucher, VoucherApplication
from commerce.shop.voucher.selectors.coupons import Coupon, coupon_of

_Opened = Voucher.offers.through


def coupons_in(*, baskets: Sequence[int], user_id: int | None) -> list[Coupon]:
    """The vouchers of the first of these carts that holds any, as this person may use them, in one question."""
    held = _opened(user_id).filter(voucher__basket__in=baskets).annotate(basket=F("voucher__basket"))
    by_basket: defaultdict[int, dict[int, Coupon]] = defaultdict(dict)
    for row in held.order_by("voucher_id", "-conditionaloffer_id"):
        by_basket[row.basket][row.voucher_id] = coupon_of(row.voucher, row.conditionaloffer, uses=row.uses)
    return next((list(by_basket[pk].values()) for pk in baskets if pk in by_basket), [])


def coupon_named(*, code: str, user_id: int | None) -> Coupon | None:
    """The voucher of a code, in any case; None where there is none."""
    row = _opened(user_id).filter(voucher__code=code.strip().upper()).order_by("conditionaloffer_id").first()
    return coupon_of(row.voucher, row.conditionaloffer, uses=row.uses) if row else None


def uses_of(*, voucher_id: int, user_id: int) -> int:
    """How many orders of a person used a voucher."""
    return int(VoucherApplication.objects.filter(voucher=voucher_id, user=user_id).count())


def _opened(user_id: int | None) -> "QuerySet[Any]":
    by_person = VoucherApplication.objects.filter(voucher=OuterRef("voucher_id"), user=user_id).order_by()
    counted = by_person.values("voucher").annotate(times=Count("pk")).values("times")
    rows: QuerySet[Any] = _Opened.objects.annotate(uses=Coalesce(Subquery(counted), Value(0)))
    return rows.select_related(
        "voucher",
        "conditionaloffer__market",
        "conditionaloffer__condition__range",
        "conditionaloffer__benefit__range",
    )
