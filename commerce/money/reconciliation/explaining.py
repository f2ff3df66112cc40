"""What settlement files tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.reconciliation.entries import FILE_CAUSE, ROW_CAUSE
from commerce.money.reconciliation.models import StatementFile, StatementRow

name_reasons(
    {
        "gateway_settled": gettext_lazy("A gateway settled"),
        "settlement_difference": gettext_lazy("A gateway settled with a difference"),
        "settlement_resolved": gettext_lazy("A difference was resolved"),
    }
)


@explains(FILE_CAUSE)
def files(refs: Collection[str]) -> dict[str, Explanation]:
    found = StatementFile.objects.filter(public_id__in=refs).select_related("gateway")
    title = _("Settlement file %(name)s of %(gateway)s")
    return {
        file.public_id: Explanation(
            title % {"name": file.name, "gateway": file.gateway.title}, FILE_CAUSE, file.public_id
        )
        for file in found
    }


@explains(ROW_CAUSE)
def rows(refs: Collection[str]) -> dict[str, Explanation]:
    found = StatementRow.objects.filter(pk__in=[ref for ref in refs if ref.isascii() and ref.isdigit()])
    title = _("Row %(number)s of settlement file %(name)s")
    return {
        str(row.pk): Explanation(title % {"number": row.number, "name": row.file.name}, FILE_CAUSE, row.file.public_id)
        for row in found.select_related("file")
    }
