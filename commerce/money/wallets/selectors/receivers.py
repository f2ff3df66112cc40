"""Who would receive money, told to a sender no further than needed."""

from django.core import signing

from commerce.foundation.accounts.models import User
from commerce.foundation.core.validators import mask_mobile

SALT = "asoud.wallets.transfer"
SHOWN_SECONDS = 15 * 60


def receiver_of(mobile: str) -> User | None:
    """The person of a number, if money can be sent to them; a frozen wallet is as good as none."""
    return User.objects.filter(mobile=mobile, is_active=True).exclude(wallet__is_frozen=True).first()


def masked_name(user: User) -> str:
    """A name that its owner's friends know and others do not: S*** M***; the masked number where there is none."""
    words = user.get_full_name().split()
    return " ".join(f"{word[0]}***" for word in words) or mask_mobile(user.mobile)


def confirmation_of(*, sender: User, receiver: User, amount: int) -> str:
    """What a sender was shown, signed."""
    return signing.dumps([sender.public_id, receiver.public_id, amount], salt=SALT)


def confirms(confirmation: str, *, sender: User, receiver: User, amount: int) -> bool:
    """Whether this very transfer was shown to its sender lately."""
    try:
        shown = signing.loads(confirmation, salt=SALT, max_age=SHOWN_SECONDS)
    except signing.BadSignature:
        return False
    return bool(shown == [sender.public_id, receiver.public_id, amount])
