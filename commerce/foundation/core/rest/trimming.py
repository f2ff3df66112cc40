"""`?fields=a,b` keeps only those members, of an object or of every object in a list."""

from typing import Any


def trim(data: Any, fields: str | None) -> Any:
    wanted = {name for name in (fields or "").split(",") if name}
    if not wanted or not isinstance(data, dict):
        return data
    if "results" in data:
        return {**data, "results": [_only(row, wanted) for row in data["results"]]}
    return _only(data, wanted)


def _only(row: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in wanted}
