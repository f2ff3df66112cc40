"""Examples in the schema: a field of one name looks the same wherever it stands."""

import json
from pathlib import Path
from typing import Any

EXAMPLES: dict[str, Any] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
TYPES = {"string": str, "integer": int, "number": int | float}


def add_examples(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """Give every plain field of a known name its example, where its type agrees."""
    for component in result.get("components", {}).get("schemas", {}).values():
        for name, field in component.get("properties", {}).items():
            if name in EXAMPLES and _takes(field, EXAMPLES[name]):
                field.setdefault("examples", [EXAMPLES[name]])
    return result


def _takes(field: dict[str, Any], example: Any) -> bool:
    kinds = field.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = any(isinstance(example, TYPES[kind]) for kind in kinds if kind in TYPES)
    shape = field.get("format")
    return fits and "enum" not in field and (shape != "date-time" or "T" in str(example))
