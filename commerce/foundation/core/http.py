"""The one way to servers whose address stands in settings or in an adapter: banks and SMS providers.

What users point at is fetched by another client, which knows no loopback; this one knows no stranger.
"""

import json
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.db import connections

from commerce.foundation.core.errors import Unreachable

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
LONGEST_SECONDS = 30
BODY_LIMIT = 256 * 1024
HEADERS = {"Accept": "application/json", "User-Agent": "asoud"}


class NetworkInsideTransaction(RuntimeError):
    """A slow server would hold our locks: record the intent, commit, call, record the result."""


class OutsideServer:
    """One server outside. Redirects are not followed, certificates are checked, nothing said is logged."""

    def __init__(self, base: str, *, headers: Mapping[str, str] | None = None) -> None:
        self.base = _straight(base.rstrip("/"))
        self.headers = {**HEADERS, **(headers or {})}

    def post_json(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Post JSON and read the JSON object answered, whatever the HTTP status.

        Raises Unreachable where no such object came: a network error, a timeout, a page of HTML, an answer too long.
        """
        return _object(self._post(path, json.dumps(body).encode(), {"Content-Type": "application/json"}))

    def post_form(self, path: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Post a form; the answer is read as that of `post_json`."""
        kind = "application/x-www-form-urlencoded"
        return _object(self._post(path, urlencode(fields).encode(), {"Content-Type": kind}))

    def post_xml(self, path: str, body: bytes, *, soap_action: str) -> bytes:
        """Post a SOAP envelope; the answer is handed back unread, since a fault comes with HTTP 500."""
        told = {"Content-Type": "text/xml; charset=utf-8", "Accept": "text/xml", "SOAPAction": f'"{soap_action}"'}
        return self._post(path, body, told)

    def _post(self, path: str, content: bytes, headers: Mapping[str, str]) -> bytes:
        refuse_inside_transactions()
        try:
            with (
                httpx.Client(verify=_certificates(), timeout=TIMEOUT, trust_env=False, headers=self.headers) as client,
                client.stream("POST", self.base + path, content=content, headers=headers) as response,
            ):
                return _limited(response)
        except httpx.HTTPError as error:
            # The error's own words could repeat what was sent.
            raise Unreachable(type(error).__name__) from None


def refuse_inside_transactions() -> None:
    """Raise where a transaction is open; the one that a test case wraps around itself does not count."""
    for connection in connections.all(initialized_only=True):
        if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
            raise NetworkInsideTransaction


def _straight(base: str) -> str:
    """A server of ours that stands behind our own web address is called itself, or our threads wait for each other."""
    for prefix, server in settings.SERVERS_BEHIND_US.items():
        if base.startswith(prefix):
            return server + base.removeprefix(prefix)
    return base


def _object(answer: bytes) -> dict[str, Any]:
    try:
        read = json.loads(answer)
    except ValueError:
        raise Unreachable("not JSON") from None
    if not isinstance(read, dict):
        raise Unreachable("not a JSON object")
    return read


def _limited(response: httpx.Response) -> bytes:
    begun, body = time.monotonic(), b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Unreachable("answer too long")
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise Unreachable("answer too slow")
    return body


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
