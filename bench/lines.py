"""Two lines to the API that speak alike: over HTTP, for time, and inside this process, for SQL statements."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import orjson
from django.test import Client


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    etag: str = ""

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


class Line(ABC):
    """One caller, signed in where there is a token."""

    def __init__(self, token: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, {**self.headers, **headers})

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        return self.ask("POST", path, body, {**self.headers, "Idempotency-Key": uuid4().hex})

    def delete(self, path: str) -> Answer:
        return self.ask("DELETE", path, None, self.headers)

    @abstractmethod
    def ask(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Answer: ...


class HttpLine(Line):
    def __init__(self, address: str, token: str = "") -> None:
        super().__init__(token)
        self.client = httpx.Client(base_url=f"{address}/api/v1/", timeout=60, trust_env=False)

    def ask(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Answer:
        answer = self.client.request(method, path, json=body, headers=headers)
        return Answer(answer.status_code, answer.content, answer.headers.get("ETag", ""))


class InnerLine(Line):
    def __init__(self, token: str = "") -> None:
        super().__init__(token)
        self.client = Client(SERVER_NAME="127.0.0.1")

    def ask(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Answer:
        content = b"" if body is None else orjson.dumps(body)
        answer = self.client.generic(
            method, f"/api/v1/{path}", content, content_type="application/json", headers=headers
        )
        return Answer(answer.status_code, answer.content, answer.headers.get("ETag", ""))
