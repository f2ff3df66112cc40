"""What a settlement file may become. Until it is posted it moves no money."""

from commerce.foundation.core.states import moves

STATEMENT = moves(
    {
        "uploaded": "reading discarded",
        "reading": "read uploaded",
        "read": "reading submitted discarded",
        "submitted": "posted read",
        "posted": "",
        "discarded": "",
    }
)
