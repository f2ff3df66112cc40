"""A file is posted once, by another person than its maker, and what differed is resolved with a reason."""

import io
import zipfile

import pytest

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from commerce.money.ledger.causes import explain
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.reconciliation.errors import (
    AlreadyResolved,
    CheckerIsMaker,
    FileKnown,
    NothingToPost,
    NotOurGateway,
    ReconciledMeanwhile,
)
from commerce.money.reconciliation.models import StatementFile, StatementReading
from commerce.money.reconciliation.selectors import in_suspense
from commerce.money.reconciliation.services import (
    discard_file,
    post_file,
    read_file,
    refuse_file,
    resolve_suspense,
    submit_file,
)
from commerce.money.reconciliation.tasks import resume_readings
from tests.commerce.money.reconciliation.files import (
    CHECKER,
    MAKER,
    captured,
    csv_of,
    line,
    outcomes,
    read,
    submitted,
    uploaded,
)
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db

SUSPENSE = AccountRef("suspense")


def test_a_posted_file_brings_clearing_to_zero_and_names_its_cause():
    file = submitted(line(captured(1_000), fee=30))

    posted = post_file(actor=CHECKER, public_id=file.public_id)

    entry = Entry.objects.get(reason="gateway_settled")
    assert (posted.status, posted.checked_by) == ("posted", "user:checker")
    assert balance_of(AccountRef("gateway_clearing")) == 0
    assert balance_of(AccountRef("bank")) == 970
    assert "settlement.csv" in str(explain([entry])[entry.cause_kind, entry.cause_ref].title)
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "settlement_file.uploaded", "settlement_file.submitted", "settlement_file.posted",
    }  # fmt: skip
    assert find_drift() == []


def test_a_file_is_posted_once():
    file = submitted(line(captured(1_000)))
    post_file(actor=CHECKER, public_id=file.public_id)

    with pytest.raises(IllegalTransition):
        post_file(actor=CHECKER, public_id=file.public_id)

    assert balance_of(AccountRef("bank")) == 1_000


def test_neither_the_maker_nor_who_may_not_check_posts_or_refuses():
    file = submitted(line(captured(1_000)))
    maker_who_may = Actor(kind="user", ref="maker", rights=CHECKER.rights)

    with pytest.raises(CheckerIsMaker):
        post_file(actor=maker_who_may, public_id=file.public_id)
    with pytest.raises(Forbidden):
        post_file(actor=MAKER, public_id=file.public_id)
    with pytest.raises(CheckerIsMaker):
        refuse_file(actor=maker_who_may, public_id=file.public_id, reason="x")
    assert balance_of(AccountRef("bank")) == 0


def test_a_refused_file_goes_back_with_its_reason():
    file = submitted(line(captured(1_000)))

    refused = refuse_file(actor=CHECKER, public_id=file.public_id, reason="کارمزد نیست")

    assert (refused.status, refused.problem) == ("read", "کارمزد نیست")
    assert submit_file(actor=MAKER, public_id=file.public_id).status == "submitted"


def test_the_same_file_is_taken_once_a_gateway_unless_discarded():
    rows = [line(captured(1_000))]
    first = uploaded(csv_of(rows))

    with pytest.raises(FileKnown):
        uploaded(csv_of(rows))
    uploaded(csv_of(rows), gateway=make_gateway("other-bank"))
    discard_file(actor=MAKER, public_id=first.public_id)

    assert uploaded(csv_of(rows)).status == "uploaded"


def test_a_payment_of_two_files_is_settled_by_the_first_that_is_posted():
    payment, other = captured(1_000), captured(50)
    first = submitted(line(payment))
    second = submitted(line(payment), line(other))
    post_file(actor=CHECKER, public_id=first.public_id)

    with pytest.raises(ReconciledMeanwhile):
        post_file(actor=CHECKER, public_id=second.public_id)
    refuse_file(actor=CHECKER, public_id=second.public_id, reason="دوباره")
    submit_file(actor=MAKER, public_id=second.public_id)
    post_file(actor=CHECKER, public_id=second.public_id)

    assert outcomes(second) == ["already", "matched"]
    assert balance_of(AccountRef("bank")) == 1_050


UNKNOWN, SENT_BACK = ["1", "STRANGE", "", "70", "0", ""], ["2", "STRANGE", "", "-70", "0", ""]


def test_money_that_nobody_knows_is_put_into_suspense_once_however_many_files_tell_of_it():
    first = submitted(UNKNOWN, SENT_BACK)
    second = submitted(UNKNOWN, line(captured(1_000)))
    post_file(actor=CHECKER, public_id=first.public_id)

    third = read(uploaded(csv_of([UNKNOWN, SENT_BACK, ["3", "STRANGE", "", "71", "0", ""]])))
    with pytest.raises(ReconciledMeanwhile):
        post_file(actor=CHECKER, public_id=second.public_id)
    refuse_file(actor=CHECKER, public_id=second.public_id, reason="دوباره")
    submit_file(actor=MAKER, public_id=second.public_id)
    post_file(actor=CHECKER, public_id=second.public_id)

    assert (outcomes(third), outcomes(second)) == (["already", "already", "surplus"], ["already", "matched"])
    assert (balance_of(SUSPENSE), balance_of(AccountRef("bank"))) == (0, 1_000)
    assert find_drift() == []


def test_money_that_came_too_early_for_us_to_know_is_not_taken_in_again_when_we_do():
    payment = captured(1_000)
    type(payment).objects.filter(pk=payment.pk).update(status="expired")
    post_file(actor=CHECKER, public_id=submitted(line(payment)).public_id)
    type(payment).objects.filter(pk=payment.pk).update(status="captured")

    again = read(uploaded(csv_of([line(payment), line(captured(50))])))

    assert outcomes(again) == ["already", "matched"]


def test_a_file_of_nothing_new_is_not_submitted():
    file = read(uploaded(csv_of([["جمع", "", "", "5", "", ""]])))

    with pytest.raises(NothingToPost):
        submit_file(actor=MAKER, public_id=file.public_id)


def test_money_of_a_markets_own_gateway_is_not_reconciled_here():
    theirs = make_gateway("market-bank")
    type(theirs).objects.filter(pk=theirs.pk).update(owner_kind="market", owner_ref="m")
    theirs.refresh_from_db()

    with pytest.raises(NotOurGateway):
        uploaded(csv_of([line(captured(1_000))]), gateway=theirs)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (70 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK broken", b"x" * (6 * 1024 * 1024)])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(InvalidInput):
        uploaded(io.BytesIO(content))
    assert not StatementFile.objects.exists()


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    with pytest.raises(InvalidInput):
        uploaded(io.BytesIO(bomb()))


def test_a_difference_is_resolved_once_with_a_reason():
    file = submitted(line(captured(1_000), amount=900), ["2", "STRANGE", "", "70", "0", ""])
    post_file(actor=CHECKER, public_id=file.public_id)
    short, surplus = in_suspense()
    assert balance_of(SUSPENSE) == 30

    resolve_suspense(actor=CHECKER, row_id=short.pk, to="gateway_fees", reason="کارمزد پنهان")
    resolved = resolve_suspense(actor=CHECKER, row_id=surplus.pk, to="platform_income", reason="بی‌صاحب")

    assert balance_of(SUSPENSE) == 0
    assert balance_of(AccountRef("gateway_fees")) == 100
    assert balance_of(AccountRef("platform_income")) == 70
    assert (resolved.resolved_to, resolved.resolved_by) == ("platform_income", "user:checker")
    assert list(in_suspense()) == []
    with pytest.raises(AlreadyResolved):
        resolve_suspense(actor=CHECKER, row_id=short.pk, to="gateway_fees", reason="دوباره")
    assert find_drift() == []


def test_what_is_not_posted_has_nothing_to_resolve_and_a_reason_is_needed():
    file = submitted(line(captured(1_000), amount=900))
    row = file.rows.get()

    with pytest.raises(NotFound):
        resolve_suspense(actor=CHECKER, row_id=row.pk, to="gateway_fees", reason="x")
    post_file(actor=CHECKER, public_id=file.public_id)
    with pytest.raises(InvalidInput):
        resolve_suspense(actor=CHECKER, row_id=row.pk, to="gateway_fees", reason=" ")
    with pytest.raises(InvalidInput):
        resolve_suspense(actor=CHECKER, row_id=row.pk, to="wallet", reason="x")
    with pytest.raises(Forbidden):
        resolve_suspense(actor=MAKER, row_id=row.pk, to="gateway_fees", reason="x")


def test_a_reading_is_done_once_and_taken_up_where_it_was_lost():
    file = uploaded(csv_of([line(captured(1_000))]))
    read(file)
    reading = StatementReading.objects.get()

    assert read_file(reading_id=reading.pk) is None
    StatementReading.objects.update(status="waiting", touched_at=None)
    StatementFile.objects.update(status="reading")

    assert resume_readings() == 1
    assert outcomes(file) == ["matched"]


def test_a_check_finds_a_row_that_was_bent():
    file = submitted(line(captured(1_000)))
    post_file(actor=CHECKER, public_id=file.public_id)
    file.rows.update(expected=1)

    assert [drift.check for drift in find_drift()] == ["settlement files are booked as read"]
