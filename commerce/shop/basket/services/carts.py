"""Opening a cart, and bringing a guest's cart to the person who signed in."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from commerce.shop.basket.holders import Holder, hash_of, new_token
from commerce.shop.basket.locks import lock_cart
from commerce.shop.basket.models import Basket, Line
from commerce.shop.basket.policies import MOST_LINES, MOST_OF_ONE
from commerce.shop.basket.selectors.carts import open_baskets


@dataclass(frozen=True, slots=True)
class OpenedCart:
    """A cart locked for a change; `token` is set when a guest's client must begin to keep it."""

    basket: Basket
    token: str = ""


def open_cart(*, holder: Holder) -> OpenedCart:
    """The holder's cart, locked; made when there is none, and a guest's cart merged into a person's own.

    Needs the caller's transaction.
    """
    baskets = open_baskets(holder=holder)
    if holder.user_id and any(basket.owner_id is None for basket in baskets):
        return OpenedCart(_adopt(holder.user_id, baskets))
    locked = lock_cart(baskets[0].pk) if baskets else None
    return OpenedCart(locked) if locked else _new_cart(holder)


def forget_guest_carts() -> int:
    """Delete guests' carts untouched for longer than we keep them; says how many."""
    oldest = timezone.now() - timedelta(days=settings.GUEST_CART_DAYS)
    touched = Line.objects.filter(basket=OuterRef("pk"), date_updated__gte=oldest)
    old = Basket.objects.filter(~Exists(touched), owner=None, status=Basket.OPEN, date_created__lt=oldest)
    return int(old.delete()[1].get("basket.Basket", 0))


def _new_cart(holder: Holder) -> OpenedCart:
    if holder.user_id:
        return OpenedCart(_own_cart(holder.user_id))
    token = new_token()
    return OpenedCart(Basket.objects.create(token_hash=hash_of(token)), token)


def _own_cart(user_id: int) -> Basket:
    basket, _made = Basket.objects.get_or_create(owner_id=user_id, status=Basket.OPEN)
    # A rival checkout may have submitted it between the two statements; then there is a new one.
    return lock_cart(basket.pk) or _own_cart(user_id)


def _adopt(user_id: int, baskets: list[Basket]) -> Basket:
    own = _own_cart(user_id)
    guest = lock_cart(next(basket.pk for basket in baskets if basket.owner_id is None))
    if guest is None:
        return own
    mine = {line.line_reference: line for line in Line.objects.filter(basket=own)}
    for line in Line.objects.filter(basket=guest).order_by("date_created", "pk"):
        if line.line_reference in mine or len(mine) < MOST_LINES:
            _bring(line, mine.get(line.line_reference), own)
            mine.setdefault(line.line_reference, line)
    _bring_vouchers(guest, own)
    Basket.objects.filter(pk=guest.pk).update(status=Basket.MERGED, token_hash=None, date_merged=timezone.now())
    return own


def _bring_vouchers(guest: Basket, own: Basket) -> None:
    """A person who has vouchers of one's own keeps to them."""
    if not own.vouchers.exists() and (came := list(guest.vouchers.all())):
        own.vouchers.add(*came)
        own.holds_vouchers = True


def _bring(line: Line, same: Line | None, own: Basket) -> None:
    if same is None:
        Line.objects.filter(pk=line.pk).update(basket=own)
    else:
        Line.objects.filter(pk=same.pk).update(quantity=min(same.quantity + line.quantity, MOST_OF_ONE))
