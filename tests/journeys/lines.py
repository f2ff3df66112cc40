"""Connections of a journey: opened by phones, browsers and the bank's hidden hand, hung up at its end."""

from typing import Any

import httpx

_open: list[httpx.Client] = []


def open_line(**options: Any) -> httpx.Client:
    line = httpx.Client(**options)
    _open.append(line)
    return line


def hang_up() -> None:
    while _open:
        _open.pop().close()
