"""What becomes of money that leaves, of the batch it leaves in, and of the account it goes to."""

from commerce.foundation.core.states import moves

REMITTANCE = moves(
    {
        "asked": "approved refused cancelled",
        "approved": "batched refused",
        "batched": "approved sent",
        "sent": "settled returned",
        "settled": "returned",
        "refused": "",
        "cancelled": "",
        "returned": "",
    }
)

BATCH = moves(
    {
        "made": "checked dissolved",
        "checked": "exported dissolved",
        "exported": "sent dissolved",
        "sent": "",
        "dissolved": "",
    }
)

BANK_ACCOUNT = moves(
    {
        "unverified": "verified refused",
        "verified": "refused",
        "refused": "",
    }
)
