"""Whatever books money says so in words: no entry leaves its reader with a bare code."""

import ast
from pathlib import Path

import pytest

from commerce.money.ledger.causes import causes, explain, reasons
from commerce.money.ledger.models import Entry
from commerce.money.payments.models.note import TEXTS
from tests.commerce.money.outgoing import a_sent_batch
from tests.dashboards.staff.purses import a_purse

MONEY = Path(__file__).parents[3] / "commerce"


def booked_with(name: str) -> set[str]:
    """Every literal that a service of ours books with under that name."""
    found = set()
    for path in MONEY.rglob("services/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"post_entry", "book", "EntryDraft"}:
                found |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == name and isinstance(word.value, ast.Constant)
                }
    return found


def test_every_reason_has_a_name():
    assert booked_with("reason") - set(reasons) == set()


def test_every_cause_is_explained():
    assert booked_with("cause_kind") - set(causes) == set()


@pytest.mark.django_db
def test_wallets_and_remittances_are_explained_in_words():
    a_purse()
    a_sent_batch()
    entries = list(Entry.objects.all())

    told = explain(entries)

    assert {cause for cause, explanation in told.items() if str(explanation.title) == cause[1]} <= {
        (entry.cause_kind, entry.cause_ref) for entry in entries if entry.cause_kind not in causes
    }


def test_every_line_about_a_payment_has_words():
    written = set()
    for path in (MONEY / "money/payments").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_write = isinstance(node, ast.Call) and ast.unparse(node.func) == "PaymentNote.objects.write"
            if is_write and isinstance(node.args[1], ast.Constant):
                written.add(node.args[1].value)

    assert "token_given" in written
    assert written - set(TEXTS) == set()
