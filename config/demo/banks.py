"""The platform's contracts with every bank that is spoken, as the sandbox bank accepts them."""

from commerce.foundation.core.actors import SYSTEM
from commerce.money.payments.models import Gateway, PlatformAccount
from commerce.money.payments.sandbox.banks import banks as desks
from commerce.money.payments.services import open_gateway, save_platform_account

# Slug and adapter, and what shoppers read, in the order in which they are offered.
BANKS = (
    ("zarinpal", "زرین‌پال", "Zarinpal"),
    ("mellat", "به‌پرداخت ملت", "Behpardakht Mellat"),
    ("parsian", "تجارت الکترونیک پارسیان", "Parsian"),
    ("zibal", "زیبال", "Zibal"),
    ("sep", "پرداخت الکترونیک سامان", "Saman"),
    ("sadad", "سداد (بانک ملی)", "Sadad (Bank Melli)"),
    ("nextpay", "نکست‌پی", "NextPay"),
)


def open_banks() -> list[Gateway]:
    """A test contract with each bank, under its own name."""
    return [
        open_gateway(
            slug=name,
            adapter=name,
            title_fa=in_persian,
            title_en=in_english,
            credentials=desks[name].contract,
            is_test=True,
            position=position,
        )
        for position, (name, in_persian, in_english) in enumerate(BANKS)
    ]


def open_account() -> PlatformAccount:
    """The account that shoppers transfer money to."""
    told = {"title": "حساب فروش", "bank": "بانک سامان", "holder": "شرکت آسود", "iban": "IR062960000000100324200001"}
    return save_platform_account(actor=SYSTEM, changes=told)
