"""Files of a market's earnings: asked for, written by a worker, kept private, given again as they are."""

from collections.abc import Mapping
from tempfile import TemporaryFile
from typing import Any, Final

from celery import current_app
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.months import code_of, named, read_month
from commerce.earnings.payouts.selectors.sales import sales_of_market
from commerce.earnings.payouts.selectors.statements import mark_of, statement_of_month, statement_rows
from commerce.earnings.payouts.services.sale_sheets import write_sales
from commerce.earnings.payouts.services.statement_papers import statement_pdf, write_statement_book
from commerce.foundation.core import works
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.ledger.selectors import Month
from commerce.shop.markets.models import Market

TASK: Final = "payouts.write_earnings_file"
MARKETS_RIGHT: Final = "money.view"
STAFFS_RIGHT: Final = "settlement.view_sale"
Kind, Format = EarningsFile.Kind, EarningsFile.Format


def ask_statement_file(
    *, actor: Actor, market_ref: str, month: Month, format: str, language: str = "fa"
) -> EarningsFile:
    """The file of a month's statement: the one there is while nothing was booked since, else one to be written."""
    _require_viewing(actor)
    same = {
        "market_ref": market_ref,
        "kind": Kind.STATEMENT,
        "month": code_of(month),
        "format": format,
        "language": language,
        "mark": mark_of(market_ref=market_ref, month=month),
    }
    written = EarningsFile.objects.filter(**same).exclude(status=EarningsFile.Status.FAILED)
    if found := written.first():
        return found
    try:
        return _ask(actor, same)
    except IntegrityError:
        return written.get()


def ask_sales_file(
    *, actor: Actor, market_ref: str, format: str, filters: Mapping[str, str], language: str = "fa"
) -> EarningsFile:
    """Have the sales of a market written into a file, narrowed as the list on screen was."""
    _require_viewing(actor)
    wanted = {name: value for name, value in filters.items() if value}
    asked = {"market_ref": market_ref, "kind": Kind.SALES, "format": format, "language": language, "filters": wanted}
    return _ask(actor, asked)


def write_earnings_file(*, file_id: int) -> EarningsFile | None:
    """Write what was asked for; nothing happens where another worker is at it."""
    asked = works.begin(model=EarningsFile, work_id=file_id)
    if asked is None:
        return None
    with override(asked.language), TemporaryFile() as out:
        write = _write_statement if asked.kind == Kind.STATEMENT else _write_sales
        write(asked, out)
        out.seek(0)
        asked.file.save(f"{asked.public_id}.{asked.format}", File(out), save=False)
    works.finish(asked, file=asked.file.name)
    return asked


def _ask(actor: Actor, asked: dict[str, Any]) -> EarningsFile:
    with transaction.atomic():
        file = EarningsFile.objects.create(asked_by=actor.key, **asked)
        transaction.on_commit(lambda: current_app.tasks[TASK].delay(file.pk), robust=True)
    return file


def _write_statement(asked: EarningsFile, out: Any) -> None:
    month = read_month(asked.month)
    market = _name_of(asked.market_ref)
    statement = statement_of_month(market_ref=asked.market_ref, month=month)
    if asked.format == Format.PDF:
        closed = named(month).is_closed
        out.write(statement_pdf(statement=statement, market_name=market, made_at=timezone.now(), is_closed=closed))
        return
    rows = statement_rows(market_ref=asked.market_ref, month=month)
    write_statement_book(
        out=out,
        statement=statement,
        rows=rows,
        market_name=market,
        step=lambda done: works.report(asked, done=done, total=statement.entries),
    )


def _write_sales(asked: EarningsFile, out: Any) -> None:
    rows = sales_of_market(asked.market_ref, **asked.filters)
    total = rows.order_by().count()
    write_sales(
        out=out,
        rows=rows,
        format=asked.format,
        step=lambda done: works.report(asked, done=done, total=total),
    )


def _name_of(market_ref: str) -> str:
    name: str = Market.objects.values_list("name", flat=True).get(public_id=market_ref)
    return name


def _require_viewing(actor: Actor) -> None:
    if actor != SYSTEM and not actor.rights & {MARKETS_RIGHT, STAFFS_RIGHT}:
        raise Forbidden(wanted_right=MARKETS_RIGHT)
