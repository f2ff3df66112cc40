"""queued → sent | failed; both are final."""

from commerce.foundation.core.states import moves

SMS = moves({"queued": "sent failed"})
