"""The hidden hand: tests and developers make things happen at the bank through `/control/`, in JSON."""

from dataclasses import asdict

from commerce.money.payments.sandbox.book import Book
from commerce.money.payments.sandbox.faults import KINDS, Fault, Faults
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer

SETTABLE = ("on", "kind", "bank", "times", "code", "seconds")


def answer_control(request: Request, book: Book, faults: Faults) -> Answer:
    """Do what was asked under `/control/`; the README of the sandbox lists what may be asked."""
    match (request.method, request.path.strip("/").split("/")):
        case ("GET", [""]):
            return json_answer({"attempts": [asdict(one) for one in book.latest()], "faults": faults.as_json()})
        case ("POST", ["faults"]):
            return _add_fault(request, faults)
        case ("DELETE", ["faults"]) | ("POST", ["reset"]):
            faults.clear()
        case ("POST", ["release"]):
            faults.release()
        case ("POST", ["attempts", token, "pay"]):
            book.pay(token, receipt=str(request.json().get("receipt", "")))
        case ("POST", ["attempts", token, "cancel"]):
            book.cancel(token)
        case _:
            return json_answer({"error": "no such control"}, status=404)
    return json_answer({"done": True})


def _add_fault(request: Request, faults: Faults) -> Answer:
    asked = request.json()
    if asked.get("kind") not in KINDS or not asked.get("on"):
        return json_answer({"error": f"kind is one of {sorted(KINDS)}; on is request, verify or page"}, status=400)
    fault = Fault(**{name: asked[name] for name in SETTABLE if name in asked})
    fault.code = str(fault.code)
    faults.add(fault)
    return json_answer(fault.as_json(), status=201)
