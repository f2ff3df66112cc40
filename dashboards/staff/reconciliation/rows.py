"""The rows of a file by how they came out, and the payments it lacks."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.payments.models import Payment
from commerce.money.reconciliation.models import StatementFile, StatementRow
from commerce.money.reconciliation.selectors import missing_of
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain
from dashboards.base.lists import ListScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.payments import payment_url
from dashboards.staff.policies import STATEMENT_ROWS, STATEMENTS
from dashboards.staff.reconciliation.files import TRAIL, file_url

Outcome = StatementRow.Outcome
REMARKS = {
    "no_name": _("no receipt, order number or token"),
    "no_amount": _("no amount"),
    "no_day": _("no day"),
    "sent_back": _("no refund of ours"),
}


def remark_of(row: StatementRow) -> Any:
    """What there is to say of a row."""
    if row.remark.startswith("is_"):
        return _("our payment is: %(status)s") % {"status": row.payment.get_status_display() if row.payment else ""}
    return REMARKS.get(row.remark, "")


class ListOfFile(ListScreen):
    """A list about one file, which has to be there and seen."""

    trail = TRAIL
    row_key = ""

    @cached_property
    def file(self) -> StatementFile:
        seen = STATEMENTS.instances_user_has_permission_for(self.request.user, "view")
        file: StatementFile | None = seen.filter(public_id=self.kwargs["public_id"]).first()
        if file is None:
            raise Http404
        return file

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *trail, here = super().get_breadcrumbs_items()
        return [*trail, {"url": file_url(self.file), "label": self.file.name}, here]


class StatementRows(ListOfFile):
    """What the bank says, row by row."""

    permission_policy = STATEMENT_ROWS
    model = StatementRow
    page_title = _("Rows of the file")
    is_wide = True
    header_icon = "doc-full"
    tabs = {
        "": (_("All"), {}),
        "matched": (_("Matched"), {"outcome": Outcome.MATCHED}),
        "differs": (_("Amount differs"), {"outcome": Outcome.DIFFERS}),
        "surplus": (_("Unknown to us"), {"outcome": Outcome.SURPLUS}),
        "already": (_("Already reconciled"), {"outcome": Outcome.ALREADY}),
        "unreadable": (_("Cannot be read"), {"outcome": Outcome.UNREADABLE}),
    }
    columns = [
        Plain("number", label=_("Row")),
        Badge("outcome", label=_("Outcome")),
        Column("receipt", label=_("Bank receipt"), classname="desk-ltr"),
        Column("bank_order", label=_("Order number at the bank"), classname="desk-ltr"),
        Rials("amount", label=_("The bank says (rial)")),
        Rials("expected", label=_("We expected (rial)")),
        Rials("fee", label=_("Fee (rial)")),
        Column("day", label=_("Day"), accessor=lambda row: jalali_date(row.day)),
        Link("payment", label=_("Payment"), accessor=lambda row: row.payment.reference if row.payment else "",
             to=lambda row: payment_url(row.payment) if row.payment else ""),
        Column("remark", label=_("Remark"), accessor=remark_of, classname="desk-small"),
    ]  # fmt: skip
    empty_title = _("The file was not read yet")
    export_headings = {
        "number": _("Row"),
        "outcome": _("Outcome"),
        "receipt": _("Bank receipt"),
        "bank_order": _("Order number at the bank"),
        "authority": _("Bank token"),
        "amount": _("The bank says (rial)"),
        "expected": _("We expected (rial)"),
        "fee": _("Fee (rial)"),
        "day": _("Day"),
        "remark": _("Remark"),
    }
    list_export = list(export_headings)
    export_filename = "settlement-rows"

    def get_base_queryset(self) -> QuerySet[StatementRow]:
        return super().get_base_queryset().filter(file=self.file)

    def with_related(self, rows: QuerySet[StatementRow]) -> QuerySet[StatementRow]:
        return rows.select_related("payment")

    def order_queryset(self, rows: QuerySet[StatementRow]) -> QuerySet[StatementRow]:
        return rows.order_by("number")

    def to_row_dict(self, item: StatementRow) -> dict[str, Any]:
        amounts = {name: Money(getattr(item, name)) for name in ("amount", "expected", "fee")}
        names = {name: getattr(item, name) for name in ("number", "receipt", "bank_order", "authority")}
        told = {"outcome": item.get_outcome_display(), "day": jalali_date(item.day), "remark": remark_of(item)}
        return {**names, **amounts, **told}


class MissingPayments(ListOfFile):
    """Captured payments of the file's days that no file has: what the bank still owes."""

    permission_policy = STATEMENTS
    model = Payment
    page_title = _("Missing in the file")
    header_icon = "warning"
    columns = [
        Link("reference", label=_("Paid for"), to=payment_url),
        Column("receipt", label=_("Bank receipt"), classname="desk-ltr"),
        Rials("amount", label=_("Amount (rial)")),
        Jalali("captured_at", label=_("captured")),
    ]
    empty_title = _("Nothing is missing")
    empty_text = _("Every captured payment of its days is in this file or in one that was posted.")
    list_export = ["reference", "receipt", "bank_order", "amount", "captured"]
    export_headings = {
        "reference": _("Paid for"),
        "receipt": _("Bank receipt"),
        "bank_order": _("Order number at the bank"),
        "amount": _("Amount (rial)"),
        "captured": _("captured"),
    }
    export_filename = "missing-payments"

    def get_base_queryset(self) -> QuerySet[Payment]:
        return missing_of(self.file)

    def order_queryset(self, rows: QuerySet[Payment]) -> QuerySet[Payment]:
        return rows.order_by("captured_at", "pk")

    def to_row_dict(self, item: Payment) -> dict[str, Any]:
        return {
            "reference": item.reference,
            "receipt": item.receipt,
            "bank_order": item.bank_order,
            "amount": Money(item.amount),
            "captured": item.captured_at,
        }
