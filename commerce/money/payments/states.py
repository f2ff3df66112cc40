"""What an attempt may become; a bank's late yes reaches even the closed ones."""

from commerce.foundation.core.states import moves, sources_of

PAYMENT = moves(
    {
        "created": "redirected verifying captured failed cancelled expired",
        "redirected": "returned verifying captured cancelled expired",
        "returned": "verifying captured cancelled expired",
        "verifying": "redirected returned unknown captured failed cancelled expired",
        "unknown": "returned verifying captured cancelled expired",
        "failed": "captured",
        "cancelled": "captured",
        "expired": "captured",
        "captured": "partially_refunded refunded reversed charged_back",
        "partially_refunded": "partially_refunded refunded reversed charged_back",
        "refunded": "",
        "reversed": "",
        "charged_back": "",
    }
)

# Money may still be on its way and nobody knows: stock stays held while these are asked about.
IN_DOUBT = frozenset({"returned", "verifying", "unknown"})
WAITING = frozenset({"created", "redirected"})
OPEN = WAITING | IN_DOUBT
UNPAID = frozenset({"failed", "cancelled", "expired"})
PAID = frozenset(PAYMENT) - OPEN - UNPAID

ASKABLE = frozenset(sources_of("verifying", PAYMENT)) | {"verifying"}
