"""SOAP 1.1 for banks that speak nothing else: envelopes made by hand, answers read by a parser that trusts nobody."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as Written

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Heard

from commerce.foundation.core.errors import Unreachable
from commerce.foundation.core.http import OutsideServer

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Written.register_namespace("soap", ENVELOPE)


class Fault(Unreachable):
    """The bank's server stumbled, or does not know the operation. Its words are not kept: they may repeat ours."""


def call(server: OutsideServer, path: str, operation: Written.Element, *, soap_action: str = "") -> dict[str, str]:
    """Call an operation; answers the values of its response by their local names.

    Raises Fault for a SOAP fault, Unreachable for all that is not the response: a page of HTML, a document type, an
    entity, a body too long.
    """
    told = Written.Element(f"{{{ENVELOPE}}}Envelope")
    Written.SubElement(told, f"{{{ENVELOPE}}}Body").append(operation)
    body = Written.tostring(told, encoding="utf-8", xml_declaration=True)
    heard = server.post_xml(path, body, soap_action=soap_action)
    return _values(heard, f"{_local(operation)}Response")


def element(name: str, values: Mapping[str, object], *, namespace: str = "") -> Written.Element:
    """An element with a child for each value, in their order; all of them are in the namespace."""
    made = Written.Element(_qualified(name, namespace))
    for child, value in values.items():
        Written.SubElement(made, _qualified(child, namespace)).text = _NOT_XML.sub("", str(value))
    return made


def _qualified(name: str, namespace: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name


def _values(answer: bytes, expected: str) -> dict[str, str]:
    said = _said(answer)
    if _local(said) == "Fault":
        raise Fault("fault")
    if _local(said) != expected:
        raise Unreachable("not the response")
    return {_local(one): (one.text or "").strip() for one in said.iter() if len(one) == 0}


def _said(answer: bytes) -> Written.Element:
    """What stands in the body of the envelope."""
    try:
        read: Written.Element = Heard.fromstring(answer, forbid_dtd=True)
    except (Written.ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreachable("not XML") from None
    said = read.find(f"{{{ENVELOPE}}}Body/*")
    if read.tag != f"{{{ENVELOPE}}}Envelope" or said is None:
        raise Unreachable("not SOAP")
    return said


def _local(one: Written.Element) -> str:
    return str(one.tag).rpartition("}")[2]
