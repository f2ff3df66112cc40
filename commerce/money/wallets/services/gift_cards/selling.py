"""A card that a shopper buys for somebody: paid at a bank, then sent as a code to a phone."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.core import clock
from commerce.foundation.core.errors import IllegalTransition, InvalidInput, NotFound
from commerce.foundation.core.events import record
from commerce.foundation.core.money import Money
from commerce.foundation.core.states import move, try_move
from commerce.foundation.core.text import clean_text
from commerce.foundation.sms.services import send_secret
from commerce.money.ledger.services import post_entry
from commerce.money.payments.models import Payment
from commerce.money.payments.services import start_payment
from commerce.money.wallets import codes, pockets
from commerce.money.wallets.errors import GiftCardSentOften
from commerce.money.wallets.events import GiftCardSold
from commerce.money.wallets.models import GiftCard
from commerce.money.wallets.policies import require_between
from commerce.money.wallets.states import GIFT_CARD

PURPOSE = "gift_card"
# Our name stands over the words, so they lead nowhere.
LINK = re.compile(r"://|www\.|[^\W_]\.[a-z]{2}|[^\W\d_]\.[^\W\d_]{2}", re.IGNORECASE)
Status = GiftCard.Status


@transaction.atomic
def ask_gift_card(
    *, user: User, amount: int, mobile: str, message: str = "", gateway_slug: str | None = None, app_link: str = ""
) -> tuple[GiftCard, Payment]:
    """Begin to buy a card through a gateway; once it is paid its code goes to the mobile number."""
    require_between(amount, least=settings.GIFT_CARD_LEAST, most=settings.GIFT_CARD_MOST)
    words = clean_text(message)
    _refuse_links(words)
    card = GiftCard.objects.create(
        amount=amount,
        status=Status.AWAITING_PAYMENT,
        buyer=user,
        mobile=mobile,
        message=words,
        expires_at=_expiry(),
    )
    payment = start_payment(
        purpose=PURPOSE,
        reference=card.public_id,
        payer=user,
        method=Payment.Method.GATEWAY,
        gateway_slug=gateway_slug,
        amount=amount,
        expires_at=clock.now() + timedelta(seconds=settings.TOP_UP_PAYMENT_SECONDS),
        app_link=app_link,
    )
    return card, payment


@transaction.atomic
def gift_card_captured(*, payment: Payment) -> None:
    """The money came, in time or late: the card can be redeemed, and its code is sent."""
    card = GiftCard.objects.get(public_id=payment.reference)
    move(card, to=Status.ACTIVE, table=GIFT_CARD, expires_at=_expiry())
    post_entry(
        key=f"gift_card_sold:{payment.public_id}",
        reason="gift_card_sold",
        cause_kind="payment",
        cause_ref=payment.public_id,
        postings=pockets.moved(pockets.RECEIPTS, pockets.GIFT_CARDS, card.amount),
    )
    record(GiftCardSold(card.public_id, payment.payer.public_id, card.amount))


def gift_card_ended(*, payment: Payment) -> None:
    """The attempt ended unpaid."""
    try_move(GiftCard.objects.get(public_id=payment.reference), to=Status.DROPPED, table=GIFT_CARD)


@transaction.atomic
def send_sold_card(*, gift_card: str) -> None:
    """Send the code of a card that was just paid; asked again it sends nothing more."""
    card = GiftCard.objects.select_related("buyer").get(public_id=gift_card)
    if card.times_sent == 0:
        _send(card)


@transaction.atomic
def send_again(*, user: User, credentials: Credentials, gift_card: str, mobile: str = "") -> GiftCard:
    """Send a bought card once more, perhaps to another number, after a step-up; the code is new, the old one void."""
    require_step_up(credentials=credentials)
    card = GiftCard.objects.bought_by(user.pk).select_related("buyer").filter(public_id=gift_card).first()
    if card is None:
        raise NotFound()
    if card.status != Status.ACTIVE:
        raise IllegalTransition(wanted="sent")
    if mobile:
        card.mobile = mobile
        card.save(update_fields=["mobile"])
    _send(card)
    return card


def _refuse_links(message: str) -> None:
    if LINK.search(message):
        raise InvalidInput({"message": [("no_links", _("A message takes no links."))]})


def _send(card: GiftCard) -> None:
    code, now = codes.new_code(), clock.now()
    sendable = GiftCard.objects.filter(
        pk=card.pk, status=Status.ACTIVE, times_sent=card.times_sent, times_sent__lt=settings.GIFT_CARD_SENDINGS
    )
    if not sendable.update(
        code_hash=codes.fingerprint(code), code_ending=code[-4:], sent_at=now, times_sent=F("times_sent") + 1
    ):
        raise GiftCardSentOften()
    card.refresh_from_db()
    send_secret(mobile=card.mobile, text=_words(card, code), language=card.buyer.language if card.buyer else "fa")


def _words(card: GiftCard, code: str) -> str:
    giver = card.buyer
    with override(giver.language if giver else "fa"):
        told = {
            "giver": LINK.sub("…", giver.get_full_name()) if giver else "",
            "amount": Money(card.amount).display(),
            "code": codes.shown(code),
        }
        text = _("%(giver)s sent you a gift card of %(amount)s. Code: %(code)s") % told
        return f"{text}\n{card.message}".strip()


def _expiry() -> datetime:
    return clock.now() + timedelta(days=settings.GIFT_CARD_DAYS)
