"""What a market earns: how it stands, its sales as money, its lines in the books, its months."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.earnings.payouts.api import earnings_shapes as shapes
from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.coming import coming_of
from commerce.earnings.payouts.selectors.coming_words import payout_in_words
from commerce.earnings.payouts.selectors.months import code_of, named, read_month
from commerce.earnings.payouts.selectors.sale_lines import lines_of_sale
from commerce.earnings.payouts.selectors.sales import sales_of_market, told_of
from commerce.earnings.payouts.selectors.statement_words import GROUP_NAMES
from commerce.earnings.payouts.selectors.statements import Amounts, statement_of_month
from commerce.earnings.payouts.services.files import ask_statement_file
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import VendorView
from commerce.money.ledger.causes import explain, reason_in_words
from commerce.money.ledger.selectors import entries_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.models import Sale

NEWEST_SALE = Sort("newest", "-posted_at")
NEWEST_LINE = Sort("newest", "-booked_on")
TYPES = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class EarningsDoor(VendorView):
    """For those who may see the market's money."""

    rights_needed: ClassVar[dict[str, str]] = {"GET": "money.view"}

    @property
    def market_ref(self) -> str:
        return self.tenant.ref


class EarningsView(EarningsDoor):
    query_parameters = frozenset()

    @extend_schema(responses=shapes.EarningsOut)
    def get(self, request: Request, handle: str) -> Response:
        """What the market will get, when, and why."""
        coming = coming_of(self.market_ref)
        earnings, expected = coming.earnings, coming.next_payout
        told = {name: getattr(earnings, name) for name in ("free", "held", "on_its_way", "debt", "paid_this_month")}
        payout = {
            "on": expected.on,
            "amount": expected.amount,
            "why": expected.why.value,
            "text": payout_in_words(coming),
            "minimum": expected.minimum,
        }
        heaps = {"late": coming.late, "waiting": coming.waiting, "paused": coming.paused}
        answer = {**told, **heaps, "month": code_of(earnings.month), "next_payout": payout, "coming": coming.days}
        return Response(shapes.EarningsOut(answer).data)


class EarnedSalesView(EarningsDoor):
    query_parameters = PAGED | {"state", "since", "until", "number"}

    @extend_schema(parameters=[shapes.SalesIn], responses=shapes.EarnedSalePage)
    def get(self, request: Request, handle: str) -> Response:
        """The market's sales with their shares, and where the money of each is; the newest first."""
        asked = shapes.SalesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = sales_of_market(self.market_ref, **asked.validated_data)
        return Response(page_of(request, rows, sort=NEWEST_SALE, render=_sales))


class EarnedSaleView(EarningsDoor):
    query_parameters = frozenset()

    @extend_schema(responses=shapes.EarnedSaleDetailOut)
    def get(self, request: Request, handle: str, sale: str) -> Response:
        """One sale, line by line: who has how much of it, by which rule."""
        row = Sale.objects.filter(market_ref=self.market_ref, sale_ref=sale).first()
        if row is None:
            raise Http404
        told = told_of([row])[0]
        lines = lines_of_sale(row.sale_ref)
        answer = shapes.EarnedSaleOut(told).data
        return Response({**answer, "lines": shapes.SaleLineOut(lines, many=True).data})


class LedgerView(EarningsDoor):
    query_parameters = PAGED | {"account", "since", "until"}

    @extend_schema(parameters=[shapes.EntriesIn], responses=shapes.LedgerPage)
    def get(self, request: Request, handle: str) -> Response:
        """The market's lines in one account of the books, the newest first."""
        asked = shapes.EntriesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        typed = asked.validated_data
        rows = entries_of(AccountRef(f"vendor_{typed['account']}", "market", self.market_ref))
        rows = rows.filter(booked_on__gte=typed["since"]) if "since" in typed else rows
        rows = rows.filter(booked_on__lte=typed["until"]) if "until" in typed else rows
        return Response(page_of(request, rows, sort=NEWEST_LINE, render=_lines))


class StatementView(EarningsDoor):
    query_parameters = frozenset({"month"})

    @extend_schema(parameters=[shapes.MonthIn], responses=shapes.StatementOut)
    def get(self, request: Request, handle: str) -> Response:
        """The statement of a Jalali month: opening, what moved by kind and by day, closing."""
        asked = shapes.MonthIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        month = read_month(asked.validated_data["month"])
        statement = statement_of_month(market_ref=self.market_ref, month=month)
        groups = [
            {"group": name, "title": GROUP_NAMES[name], **_amounts(amounts)}
            for name, amounts in statement.groups.items()
        ]
        days = [{"day": day, **_amounts(amounts)} for day, amounts in sorted(statement.days.items())]
        answer = {
            "month": code_of(month),
            "first_day": month.first_day,
            "last_day": month.last_day,
            "is_closed": named(month).is_closed,
            "opening": statement.opening,
            "groups": groups,
            "moved": _amounts(statement.moved),
            "closing": statement.closing,
            "days": days,
        }
        return Response(shapes.StatementOut(answer).data)


class StatementFileView(EarningsDoor):
    query_parameters = frozenset({"month", "format"})

    @extend_schema(
        parameters=[shapes.FileIn],
        responses={
            (200, TYPES["pdf"]): OpenApiTypes.BINARY,
            (200, TYPES["xlsx"]): OpenApiTypes.BINARY,
            (202, "application/json"): shapes.FileOut,
        },
    )
    def get(self, request: Request, handle: str) -> HttpResponse:
        """The statement of a Jalali month as a file; 202 while a worker writes it, so ask again."""
        asked = shapes.FileIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        format = asked.validated_data["format"]
        file = ask_statement_file(
            actor=self.actor,
            market_ref=self.market_ref,
            month=read_month(asked.validated_data["month"]),
            format=format,
            language=_language(),
        )
        return _file(file) if file.file else Response(shapes.FileOut(file).data, status=202)


def _file(file: EarningsFile) -> HttpResponse:
    with file.file.open("rb") as opened:
        answer = HttpResponse(opened.read(), content_type=TYPES[file.format])
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _sales(rows: Sequence[Sale]) -> list[Any]:
    return list(shapes.EarnedSaleOut(told_of(rows), many=True).data)


def _lines(rows: Sequence[Any]) -> list[Any]:
    told = explain([row.entry for row in rows])
    for row in rows:
        row.what = reason_in_words(row.entry.reason)
        row.cause = told[row.entry.cause_kind, row.entry.cause_ref].title
        row.amount = row.amount * row.account.side
    return list(shapes.LedgerLineOut(rows, many=True).data)


def _amounts(amounts: Amounts) -> dict[str, int]:
    names = ("gross", "commission", "vat", "shared", "collected", "held", "free", "debt", "net")
    return {name: getattr(amounts, name) for name in names}


def _language() -> str:
    return (get_language() or "fa").partition("-")[0]
