"""Papers: a template and plain data become a PDF, shaped for Persian, with its fonts inside, without the network."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "papers" / "fonts"


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a Typst template; it reads `data` from `sys.inputs.data`, as JSON.

    What people wrote stays text there: a template never evaluates what it is given.
    """
    pdf: bytes = typst.compile(
        str(template),
        root=str(settings.BASE_DIR),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return pdf
