"""The platform's invoices for its commission: one a market and Jalali month."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from celery import current_app
from django.db import IntegrityError, transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock, works
from commerce.foundation.core.actors import PLATFORM, SYSTEM, Actor
from commerce.foundation.core.errors import InFlight
from commerce.money.invoices import fees, policies
from commerce.money.invoices.charges import charged_markets, charges_of
from commerce.money.invoices.content import Content, PaperLine
from commerce.money.invoices.errors import MonthNotOver
from commerce.money.invoices.fees import Fees
from commerce.money.invoices.models import CommissionRun, Invoice
from commerce.money.invoices.parties import party_of
from commerce.money.invoices.services.asking import ask_invoice

TASK: Final = "invoices.run_commissions"
# What was booked in the last moment of a month is committed by then.
AFTER_THE_MONTH: Final = timedelta(minutes=10)
SOLD, TAKEN_BACK, RESTORED = "commission_of_day", "commission_taken_back", "commission_restored"


def ask_commission_run(*, year: int, month: int, actor: Actor = SYSTEM) -> CommissionRun:
    """Have the commission invoices of a month made by a worker; those that are there stay as they are.

    Raises MonthNotOver, and InFlight while another run is under way.
    """
    policies.require_billing(actor)
    if clock.now() < clock.jalali_month_bounds(year, month)[1] + AFTER_THE_MONTH:
        raise MonthNotOver
    try:
        with transaction.atomic():
            run = CommissionRun.objects.create(jalali_year=year, month=month, asked_by=actor.key)
            _note(actor, run)
            transaction.on_commit(lambda: current_app.tasks[TASK].delay(run.pk), robust=True)
    except IntegrityError as error:
        raise InFlight from error
    return run


def _note(actor: Actor, run: CommissionRun) -> None:
    note(
        actor=actor,
        action="commission_run.asked",
        subject_kind="commission_run",
        subject_ref=run.public_id,
        data={"month": f"{run.jalali_year}-{run.month:02}"},
    )


def bill_last_month() -> CommissionRun | None:
    """See to the month that is over, once, without anybody asking."""
    today = clock.to_jalali(clock.now())
    year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    is_seen_to = CommissionRun.objects.filter(jalali_year=year, month=month).exists()
    is_early = clock.now() < clock.jalali_month_bounds(year, month)[1] + AFTER_THE_MONTH
    return None if is_seen_to or is_early else ask_commission_run(year=year, month=month)


def run_commissions(*, run_id: int) -> CommissionRun | None:
    """Make the papers of a month; nothing happens where another worker is at it."""
    run = works.begin(model=CommissionRun, work_id=run_id)
    if run is None:
        return None
    month = clock.jalali_month_bounds(run.jalali_year, run.month)
    markets = sorted({*fees.markets_with_fees(*month), *charged_markets(*month)})
    made = 0
    for place, market in enumerate(markets, start=1):
        made += len(bill_market(market_ref=market, year=run.jalali_year, month=run.month))
        works.report(run, done=place, total=len(markets))
    works.finish(run, made=made)
    return run


@transaction.atomic
def bill_market(*, market_ref: str, year: int, month: int) -> list[Invoice]:
    """What a market owes for a month, on paper: an invoice, or a credit note where more went back than came.

    Answers with what it made: nothing where it was made before, or where there is nothing to say.
    """
    start, end = clock.jalali_month_bounds(year, month)
    name = f"{year}-{month:02}"
    if Invoice.objects.filter(cause__startswith=f"commission:{market_ref}:{name}:").exists():
        return []
    lines = _lines(market_ref, start, end)
    net, tax = (sum(getattr(line, column) for line in lines) for column in ("before_tax", "tax"))
    if not net and not tax:
        return []
    if net >= 0 and tax >= 0:
        return [_ask(market_ref, name, Invoice.Kind.COMMISSION, lines, end)]
    if net <= 0 and tax <= 0:
        return [_ask(market_ref, name, Invoice.Kind.COMMISSION_CREDIT, [_turned(line) for line in lines], end)]
    owed, back = [line for line in lines if line.total > 0], [_turned(line) for line in lines if line.total < 0]
    return [
        _ask(market_ref, name, Invoice.Kind.COMMISSION, owed, end),
        _ask(market_ref, name, Invoice.Kind.COMMISSION_CREDIT, back, end),
    ]


def _lines(market_ref: str, start: datetime, end: datetime) -> list[PaperLine]:
    days = fees.sold_by_day(market_ref, start, end).items()
    lines = [_line(SOLD, of_day, ref=day.isoformat(), day=day.isoformat()) for day, of_day in days]
    lines.append(_line(TAKEN_BACK, fees.taken_back(market_ref, start, end), sign=-1))
    lines.append(_line(RESTORED, fees.restored(market_ref, start, end)))
    lines += [_line(name, of) for name, of in charges_of(market_ref, start, end).items()]
    return [line for line in lines if line.before_tax or line.tax]


def _line(code: str, of: Fees, *, ref: str = "", day: str = "", sign: int = 1) -> PaperLine:
    percent = Decimal(of.tax * 100) / of.commission if of.commission else Decimal(0)
    return PaperLine(
        ref=ref or code,
        name="",
        code=code,
        day=day,
        quantity=of.sales,
        unit="sale",
        unit_price=0,
        gross=sign * of.commission,
        before_tax=sign * of.commission,
        percent=round(percent, 1),
        tax=sign * of.tax,
        total=sign * of.total,
    )


def _turned(line: PaperLine) -> PaperLine:
    """A line of a credit note: what goes back, as a plain amount."""
    return PaperLine(
        ref=line.ref,
        name=line.name,
        code=line.code,
        day=line.day,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=0,
        gross=-line.gross,
        before_tax=-line.before_tax,
        percent=line.percent,
        tax=-line.tax,
        total=-line.total,
    )


def _ask(market_ref: str, month: str, kind: str, lines: Sequence[PaperLine], end: datetime) -> Invoice:
    last_day = clock.tehran_date(end - timedelta(seconds=1))
    content = Content(
        issuer=party_of(kind=PLATFORM.kind, ref=PLATFORM.ref, day=last_day),
        buyer=party_of(kind="market", ref=market_ref, day=last_day),
        lines=lines,
    )
    return ask_invoice(
        cause=f"commission:{market_ref}:{month}:{kind}",
        kind=kind,
        content=content,
        happened_at=end - timedelta(seconds=1),
        month=month,
    )
