"""How banks want their files: staff keep it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.money.remittances.columns import IBANS, NEEDED, VALUES
from commerce.money.remittances.models import BatchFormat
from commerce.money.remittances.policies import FORMAT, require

CHANGEABLE = frozenset(
    {
        "title_fa",
        "title_en",
        "file_kind",
        "columns",
        "most_rows",
        "most_amount",
        "is_active",
        "result_tracking",
        "result_state",
        "result_reference",
        "result_reason",
        "settled_words",
        "returned_words",
    }
)


@transaction.atomic
def save_batch_format(*, actor: Actor, slug: str, changes: Mapping[str, Any]) -> BatchFormat:
    """Write how a bank wants its files; files made before stay as they are."""
    require(FORMAT, actor=actor)
    if unknown := set(changes) - CHANGEABLE:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    if "columns" in changes:
        _refuse_useless(changes["columns"])
    shape = BatchFormat.objects.filter(slug=slug).first() or BatchFormat(slug=slug)
    for field, value in changes.items():
        setattr(shape, field, value)
    shape.save()
    note(actor=actor, action="batch_format.saved", subject_kind="batch_format", subject_ref=slug, data=dict(changes))
    return shape


def _refuse_useless(columns: Sequence[Mapping[str, str]]) -> None:
    """A bank needs to know whom to pay how much, and we need our number in its answer."""
    values = Counter(column["value"] for column in columns)
    if set(values) - set(VALUES):
        problem = ("unknown_column", _("There is no such column."))
    elif any(not column["heading"].strip() for column in columns):
        problem = ("heading_missing", _("Every column needs a heading."))
    elif max(values.values(), default=0) > 1:
        problem = ("column_repeated", _("A column stands there twice."))
    elif NEEDED - set(values) or not IBANS & set(values):
        problem = ("column_missing", _("IBAN, amount and tracking number are needed."))
    else:
        return
    raise InvalidInput({"columns": [problem]})
