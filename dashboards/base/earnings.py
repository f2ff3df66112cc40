"""What both sides show of earnings: a sale with its shares, a month, the files of both."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.models import EarningsFile, PayoutItem
from commerce.earnings.payouts.selectors.coming_words import pauses_in_words
from commerce.earnings.payouts.selectors.months import NamedMonth, code_of, read_month, title_of
from commerce.earnings.payouts.selectors.sale_lines import lines_of_sale
from commerce.earnings.payouts.selectors.sales import EarnedSale
from commerce.earnings.payouts.selectors.statement_words import GROUP_NAMES, INSIDE
from commerce.earnings.payouts.selectors.statements import MonthStatement
from commerce.foundation.core import clock
from commerce.foundation.core.money import Money, scale_on
from commerce.money.payments.models import Payment
from dashboards.base.columns import Column, badge
from dashboards.base.languages import language
from dashboards.base.templatetags.asoud import jalali_date

TONES = {"waiting": "waiting", "held": "accepted", "paused": "failed", "free": "done", "paid": "done"}


def state_badge(told: EarnedSale) -> SafeString:
    return badge(TONES.get(told.state, "quiet"), told.state_words)


def why_there(told: EarnedSale) -> str:
    """Until when a sale's money is where it is, or why."""
    if told.state == "paused":
        return pauses_in_words(told.sale.pauses)
    if told.state == "held" and told.sale.release_at:
        return gettext("until %(day)s") % {"day": jalali_date(told.sale.release_at)}
    if told.state in {"free", "paid"} and told.sale.released_at:
        return gettext("since %(day)s") % {"day": jalali_date(told.sale.released_at)}
    return ""


class StateColumn(Column):
    """Where the money is, and until when or why."""

    def get_value(self, instance: Any) -> SafeString:
        return format_html("<span>{} <small>{}</small></span>", state_badge(instance.told), why_there(instance.told))


def row_of(told: EarnedSale) -> dict[str, Any]:
    """A sale as a row of a spreadsheet."""
    sale, shares = told.sale, told.shares
    return {
        "number": told.number,
        "booked": sale.posted_at,
        "state": str(told.state_words),
        "free_on": told.free_on,
        "gross": Money(sale.amount),
        "discount": Money(sale.platform_discount),
        "paid": Money(sale.paid),
        "commission": Money(shares.commission),
        "vat": Money(shares.vat),
        "shared": Money(shares.shared),
        "own": Money(sale.vendor_amount),
        "refunded": Money(sale.reversed_amount),
        "left": Money(sale.vendor_left),
        "collected": Money(told.collected),
        "used": Money(told.used),
    }


def sale_context(told: EarnedSale, *, for_market: bool = True) -> dict[str, Any]:
    """What is shown of one sale, to its market and to staff."""
    payouts = PayoutItem.objects.filter(kind="sale", ref=told.sale.sale_ref).select_related("payout").order_by("-pk")
    return {
        "told": told,
        "for_market": for_market,
        "sale": told.sale,
        "state": state_badge(told),
        "why": why_there(told),
        "methods": [Payment.Method(method).label for method in told.methods],
        "lines": lines_of_sale(told.sale.sale_ref, for_market=for_market),
        "payouts": payouts,
    }


def statement_context(statement: MonthStatement, month: NamedMonth) -> dict[str, Any]:
    """What is shown of a month, to its market and to staff."""
    groups = [(GROUP_NAMES[name], amounts) for name, amounts in statement.groups.items() if name not in INSIDE]
    inside = [(GROUP_NAMES[name], abs(amounts.free)) for name, amounts in statement.groups.items() if name in INSIDE]
    opening, moved, closing = statement.opening, statement.moved, statement.closing
    return {
        "statement": statement,
        "month": month,
        "code": code_of(month.month),
        "groups": groups,
        "inside": inside,
        "moved": moved,
        "unit_words": gettext("All amounts are in %(unit)s.") % {"unit": scale_on(clock.today()).unit(language())},
        "accounts": [
            (_("Held"), opening.held, moved.held, closing.held),
            (_("Free"), opening.free, moved.free, closing.free),
            (_("Debt"), opening.debt, moved.debt, closing.debt),
        ],
        "whole": (_("Yours (held and free, less debt)"), opening.net, moved.net, closing.net),
        "days": sorted(statement.days.items()),
    }


class FormatForm(forms.Form):
    format = forms.ChoiceField(label=_("format"), choices=[("pdf", "PDF"), ("xlsx", "XLSX")])


def subject_of(file: EarningsFile) -> str:
    """What a file is about."""
    if file.month:
        return gettext("Statement of %(month)s") % {"month": title_of(read_month(file.month), language())}
    return gettext("List of sales")
