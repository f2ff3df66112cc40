"""The hidden hand at the sandbox bank: what goes wrong there, and what it remembers."""

from typing import Any

from tests.journeys.lines import open_line
from tests.journeys.town import Town


class Bank:
    def __init__(self, town: Town) -> None:
        self.http = open_line(base_url=f"{town.bank}/control/", timeout=10)

    def fails(self, on: str, kind: str, **more: Any) -> None:
        answer = self.http.post("faults/", json={"on": on, "kind": kind, **more})
        assert answer.status_code == 201, answer.text

    def recovers(self) -> None:
        self.http.post("reset/")

    def lets_go(self) -> None:
        """Whoever is held gets the answer now."""
        self.http.post("release/")

    def is_holding(self) -> bool:
        return any(fault["kind"] == "hold" and fault["met"] for fault in self.http.get("").json()["faults"])

    def attempts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("").json()["attempts"]
        return found
