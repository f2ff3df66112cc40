"""The sold lines of orders with their frozen shares, called by what was sold."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from commerce.money.settlement.models import LineShare, SoldLine
from commerce.shop.order.models import VendorOrder


def with_shares(parts: Iterable[VendorOrder]) -> list[VendorOrder]:
    """Give parts of orders their `sold` lines, each with its own shares alone."""
    asked = list(parts)
    sold: defaultdict[str, list[Any]] = defaultdict(list)
    shares = Prefetch("shares", LineShare.objects.order_by("id"))
    refs = [part.public_id for part in asked]
    for line in SoldLine.objects.filter(sale_ref__in=refs).order_by("id").prefetch_related(shares):
        sold[line.sale_ref].append(line)
    for part in asked:
        titles = {line.public_id: line.title for line in part.lines.all()}
        part.sold = sold[part.public_id]  # type: ignore[attr-defined]
        for line in part.sold:  # type: ignore[attr-defined]
            line.title = titles.get(line.line_ref, _("Delivery"))
    return asked
