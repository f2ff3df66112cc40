"""What a market of the tests earned, written down."""

from typing import Any

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.months import code_of
from commerce.earnings.payouts.services.files import ask_statement_file, write_earnings_file
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.selectors import month_of


def this_month() -> str:
    """The present month as an address writes it."""
    return code_of(month_of(clock.today()))


def statement_file_of(shop: Any, *, format: str = "pdf") -> EarningsFile:
    """The statement of a shop's market for this month, written."""
    month = month_of(clock.today())
    asked = ask_statement_file(actor=SYSTEM, market_ref=shop.market.public_id, month=month, format=format)
    return write_earnings_file(file_id=asked.pk) or asked
