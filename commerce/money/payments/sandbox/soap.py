"""SOAP as the sandbox's banks hear and say it, and the ways in which it goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from commerce.money.payments.sandbox.messages import Answer, Request

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
XML = "text/xml; charset=utf-8"
PAPER = f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{ENVELOPE}"><s:Body>%s</s:Body></s:Envelope>'
LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
BOMB = f"<!DOCTYPE s [<!ENTITY a0 'ha'>{LAUGHS}]>"


@dataclass(frozen=True, slots=True)
class Call:
    """An operation, the namespaces of it and of its values, and the values by name."""

    operation: str = ""
    namespace: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    namespaces: frozenset[str] = frozenset()
    action: str = ""


def hear(request: Request) -> Call:
    """What a request asks for; nothing where it is no envelope."""
    try:
        asked = fromstring(request.body, forbid_dtd=True).find(f"{{{ENVELOPE}}}Body/*")
    except (ParseError, DefusedXmlException, ValueError):
        asked = None
    if asked is None:
        return Call()
    leaves = [one for one in asked.iter() if len(one) == 0 and one is not asked]
    return Call(
        operation=_name(asked.tag),
        namespace=_space(asked.tag),
        values={_name(one.tag): one.text or "" for one in leaves},
        namespaces=frozenset(_space(one.tag) for one in asked.iter() if one is not asked),
        action=request.headers.get("soapaction", "").strip('"'),
    )


def say(content: str, status: int = 200) -> Answer:
    return Answer(status, (PAPER % content).encode(), XML)


def tags(values: Mapping[str, object]) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in values.items())


def fault() -> Answer:
    told = tags({"faultcode": "s:Server", "faultstring": "Server was unable to process request."})
    return say(f"<s:Fault>{told}</s:Fault>", status=500)


def bomb() -> Answer:
    """An answer that would fill the memory of whoever believes it."""
    return Answer(
        200, (PAPER % "<payResponse><return>&a9;</return></payResponse>").replace("?>", f"?>{BOMB}").encode(), XML
    )


def huge() -> Answer:
    return Answer(200, (PAPER % f"<payResponse><return>{' ' * 600_000}</return></payResponse>").encode(), XML)


def speaks(request: Request) -> bool:
    return "xml" in request.headers.get("content-type", "")


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _space(tag: str) -> str:
    return tag.rpartition("}")[0].lstrip("{")
