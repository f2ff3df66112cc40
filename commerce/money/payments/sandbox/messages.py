"""A request to the bank and its answer, without a web framework."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: str
    body: bytes
    headers: Mapping[str, str]

    def json(self) -> dict[str, Any]:
        """The JSON object sent, or an empty one."""
        try:
            read = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def page(html: str, status: int = 200) -> Answer:
    return Answer(status, html.encode())


def json_answer(content: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(content, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def see_other(url: str) -> Answer:
    return Answer(303, headers={"Location": url})
