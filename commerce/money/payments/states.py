"""What an attempt may become; a bank's late yes reaches even the closed ones."""

from commerce.foundation.core.states import moves

PAYMENT = moves(
    {
        "created": "redirected verifying captured failed cancelled expired",
        "redirected": "returned verifying captured failed cancelled expired",
        "returned": "verifying captured failed cancelled expired",
        "verifying": "created redirected returned unknown captured failed cancelled expired",
        "unknown": "returned verifying captured failed cancelled expired",
        "failed": "captured",
        "cancelled": "captured",
        "expired": "captured",
        "captured": "partially_refunded refunded reversed charged_back",
        "partially_refunded": "partially_refunded refunded reversed charged_back",
        "refunded": "",
        "reversed": "",
        "charged_back": "captured partially_refunded refunded",
    }
)

# A refund that nobody answered for stays unknown until the bank, or staff, tell what became of it.
REFUND = moves(
    {
        "created": "sending sent",
        "sending": "sending created unknown sent failed",
        "unknown": "sending created sent failed",
        "failed": "sending sent",
        "sent": "",
    }
)
# A bank takes money back; where the amount is large a second person agrees before anything is booked.
CHARGEBACK = moves({"recorded": "open refused", "refused": "", "open": "won lost", "won": "", "lost": ""})
# What a shopper shows for a transfer is decided upon once; another may be shown after a refusal.
TRANSFER_RECEIPT = moves({"waiting": "confirmed refused", "confirmed": "", "refused": ""})
REFUNDABLE = frozenset({"captured", "partially_refunded"})

# Money may still be on its way and nobody knows: stock stays held while these are asked about.
IN_DOUBT = frozenset({"returned", "verifying", "unknown"})
WAITING = frozenset({"created", "redirected"})
OPEN = WAITING | IN_DOUBT
UNPAID = frozenset({"failed", "cancelled", "expired"})
PAID = frozenset(PAYMENT) - OPEN - UNPAID
TAKEN_BACK = frozenset({"refunded", "reversed", "charged_back"})
OUTCOMES = {"waiting": WAITING, "checking": IN_DOUBT, "unpaid": UNPAID, "taken_back": TAKEN_BACK}


def outcome_of(status: str) -> str:
    """A status in the few words that a shopper is told."""
    return next((outcome for outcome, statuses in OUTCOMES.items() if status in statuses), "paid")
