"""States move in one UPDATE that names the states they may come from; the table is data."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from commerce.foundation.core.errors import IllegalTransition

Moves = Mapping[str, frozenset[str]]


def moves(table: Mapping[str, str]) -> Moves:
    """Read a table `{from: "to to to"}`; every state named in it is known."""
    return {source: frozenset(targets.split()) for source, targets in table.items()}


def sources_of(target: str, table: Moves) -> list[str]:
    """The states from which `target` may be reached."""
    return sorted(source for source, targets in table.items() if target in targets)


def move(row: models.Model, *, to: str, table: Moves, field: str = "status", **also: Any) -> None:
    """Change the state column of `row` to `to` in one UPDATE, so two writers cannot both win.

    `also` sets further columns in the same UPDATE. Raises IllegalTransition when the row is not, or no longer,
    in a state that may go there.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, **{f"{field}__in": sources_of(to, table)})
    if not rows.update(**{field: to}, **also):
        raise IllegalTransition(wanted=to)
    for name, value in {field: to, **also}.items():
        setattr(row, name, value)


def try_move(row: models.Model, *, to: str, table: Moves, field: str = "status", **also: Any) -> bool:
    """As `move`, but answers False where the move is not possible (a repeated event, a lost race)."""
    try:
        move(row, to=to, table=table, field=field, **also)
    except IllegalTransition:
        return False
    return True
