"""A receipt of a bank transfer for the screens that show one."""

import io

from PIL import Image

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.money.payments.models import Payment, PlatformAccount, TransferReceipt
from commerce.money.payments.services import save_platform_account, show_transfer
from commerce.shop.partner.models import StockRecord
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import check_out, fill_cart

IBAN = "IR820540102680020817909002"
ACCOUNT = {"title": "حساب پارسیان", "bank": "پارسیان", "holder": "آسود", "iban": IBAN}


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, format="PNG")
    out.seek(0)
    return out


def pay_into() -> PlatformAccount:
    """The account of the platform that shoppers are told of."""
    known = PlatformAccount.objects.filter(iban=IBAN).first()
    return known or save_platform_account(actor=SYSTEM, changes=ACCOUNT)


def a_transfer(shopper: User | None = None, offer: StockRecord | None = None) -> Payment:
    """An order that is to be paid by bank transfer."""
    pay_into()
    client = bearer(shopper or make_user())
    fill_cart(client, (offer or offer_of(make_product(make_market(), price=500_000)), 1))
    placed = check_out(client, payment={"method": "transfer"}).json()
    return Payment.objects.get(public_id=placed["payment"]["id"])


def a_receipt(payment: Payment | None = None, *, tracking: str = "", file: io.BytesIO | None = None) -> TransferReceipt:
    """What its payer showed: a picture, unless told otherwise."""
    return show_transfer(payment=payment or a_transfer(), file=file or picture(), tracking=tracking)
