"""The entries a file is posted with; the dry run shows these very ones."""

from collections.abc import Iterable

from django.db.models import Q, Sum

from commerce.money.ledger.services import AccountRef, EntryDraft, PostingDraft
from commerce.money.reconciliation.models import StatementFile, StatementRow

BANK, FEES = AccountRef("bank"), AccountRef("gateway_fees")
CLEARING, SUSPENSE = AccountRef("gateway_clearing"), AccountRef("suspense")
FILE_CAUSE, ROW_CAUSE = "settlement_file", "settlement_row"
POSTED_OUTCOMES = (StatementRow.Outcome.MATCHED, StatementRow.Outcome.DIFFERS, StatementRow.Outcome.SURPLUS)
IN_SUSPENSE = Q(outcome__in=[StatementRow.Outcome.DIFFERS, StatementRow.Outcome.SURPLUS])


def drafts_of(file: StatementFile) -> list[EntryDraft]:
    """One entry for all that matched, and one for each row that leaves a difference in suspense."""
    matched = file.rows.filter(outcome=StatementRow.Outcome.MATCHED).aggregate(amount=Sum("amount"), fee=Sum("fee"))
    drafts = [_draft_of_matched(file, int(matched["amount"] or 0), int(matched["fee"] or 0))]
    drafts += [_draft_of_row(file, row) for row in file.rows.filter(IN_SUSPENSE).order_by("number")]
    return [draft for draft in drafts if draft]


def resolution_of(row: StatementRow, *, to: AccountRef) -> EntryDraft:
    """What takes a row's difference out of suspense, to the account it belongs to."""
    return EntryDraft(
        key=f"settlement_row_resolved:{row.pk}",
        reason="settlement_resolved",
        cause_kind=ROW_CAUSE,
        cause_ref=str(row.pk),
        postings=_postings((SUSPENSE, row.difference), (to, -row.difference)),
    )


def _draft_of_matched(file: StatementFile, amount: int, fee: int) -> EntryDraft | None:
    postings = _postings((BANK, amount - fee), (FEES, fee), (CLEARING, -amount))
    if not postings:
        return None
    return EntryDraft(
        key=f"settlement_file:{file.public_id}",
        reason="gateway_settled",
        cause_kind=FILE_CAUSE,
        cause_ref=file.public_id,
        postings=postings,
    )


def _draft_of_row(file: StatementFile, row: StatementRow) -> EntryDraft | None:
    """The bank has what came, clearing gives what we expected, and suspense holds what lies between."""
    postings = _postings((BANK, row.net), (FEES, row.fee), (CLEARING, -row.expected), (SUSPENSE, -row.difference))
    return EntryDraft(
        key=f"settlement_row:{row.pk}",
        reason="settlement_difference",
        cause_kind=ROW_CAUSE,
        cause_ref=str(row.pk),
        postings=postings,
    )


def _postings(*moves: tuple[AccountRef, int]) -> list[PostingDraft]:
    return [PostingDraft(account, amount) for account, amount in moves if amount]


def total_of(drafts: Iterable[EntryDraft]) -> dict[AccountRef, int]:
    """What the entries would move by account, debit +."""
    moved: dict[AccountRef, int] = {}
    for draft in drafts:
        for posting in draft.postings:
            moved[posting.account] = moved.get(posting.account, 0) + posting.amount
    return moved
