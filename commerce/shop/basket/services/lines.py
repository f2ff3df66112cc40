"""Putting offers into a cart and taking them out."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, NotFound
from commerce.shop.basket.errors import CartFull, QuantityTooLarge
from commerce.shop.basket.holders import Holder
from commerce.shop.basket.kinds import line_kinds
from commerce.shop.basket.models import Basket, Line
from commerce.shop.basket.policies import MOST_LINES, MOST_OF_ONE
from commerce.shop.basket.problems import MARKET_CLOSED, OFFER_GONE, TEXTS
from commerce.shop.basket.services.carts import open_cart
from commerce.shop.partner.models import StockRecord


@transaction.atomic
def add_line(*, holder: Holder, offer: str, quantity: int, options: Mapping[str, str] | None = None) -> str:
    """Put so many of an offer into the cart; the same offer with the same options adds up.

    Answers the token of a cart made for a guest, else an empty text.
    """
    line = _new_line(_offer_on_sale(offer), quantity, dict(options or {}))
    opened = open_cart(holder=holder)
    present = {row.line_reference: row for row in Line.objects.filter(basket=opened.basket)}
    same = present.get(line.line_reference)
    if same:
        _set_quantity(same, same.quantity + quantity, price=line.price_incl_tax)
        return opened.token
    if len(present) >= MOST_LINES:
        raise CartFull()
    _refuse_too_many(quantity)
    line.basket = opened.basket
    line.save(force_insert=True)
    return opened.token


@transaction.atomic
def change_line(*, holder: Holder, line: str, quantity: int) -> None:
    """Want another quantity of a line, at the price of now; none at all removes it."""
    row = _line_of(open_cart(holder=holder).basket, line)
    if quantity == 0:
        row.delete()
        return
    _set_quantity(row, quantity, price=row.offer.price)


@transaction.atomic
def remove_line(*, holder: Holder, line: str) -> None:
    """Take a line out of the cart."""
    _line_of(open_cart(holder=holder).basket, line).delete()


@transaction.atomic
def empty_cart(*, holder: Holder) -> None:
    """Take everything out of the cart."""
    Line.objects.filter(basket=open_cart(holder=holder).basket).delete()


def _offer_on_sale(public_id: str) -> StockRecord:
    offers = StockRecord.objects.select_related("product__parent", "partner__market")
    offer: StockRecord | None = offers.filter(public_id=public_id).first()
    if offer is None or offer.product.kind not in line_kinds:
        raise InvalidInput({"offer": [(OFFER_GONE, TEXTS[OFFER_GONE])]})
    problems = line_kinds.get(offer.product.kind).problems(_new_line(offer, 1, {}))
    for problem in problems:
        if problem.code in {OFFER_GONE, MARKET_CLOSED}:
            raise InvalidInput({"offer": [(problem.code, TEXTS[problem.code])]})
    return offer


def _new_line(offer: StockRecord, quantity: int, options: dict[str, str]) -> Line:
    return Line(
        stockrecord=offer,
        product=offer.product,
        line_reference=_reference(offer, options),
        quantity=quantity,
        options=options,
        price_currency=offer.price_currency,
        price_incl_tax=offer.price,
        price_excl_tax=offer.price,
    )


def _reference(offer: StockRecord, options: dict[str, Any]) -> str:
    if not options:
        return offer.public_id
    canonical = json.dumps(options, sort_keys=True, ensure_ascii=False)
    return f"{offer.public_id}-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


def _line_of(basket: Basket, public_id: str) -> Line:
    row: Line | None = Line.objects.select_related("stockrecord").filter(basket=basket, public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def _set_quantity(row: Line, quantity: int, *, price: Any) -> None:
    _refuse_too_many(quantity)
    Line.objects.filter(pk=row.pk).update(
        quantity=quantity, price_incl_tax=price, price_excl_tax=price, date_updated=timezone.now()
    )


def _refuse_too_many(quantity: int) -> None:
    if quantity > MOST_OF_ONE:
        raise QuantityTooLarge(_("At most %(most)d of one item.") % {"most": MOST_OF_ONE})
