"""What may be asked of payments."""

from commerce.money.payments.services.accounting import save_platform_account
from commerce.money.payments.services.adopting import adopt_unverified, gateways_that_list, unverified_of
from commerce.money.payments.services.asking import ask_bank
from commerce.money.payments.services.calling import call_bank, forget_old_pulses
from commerce.money.payments.services.capturing import capture_payment
from commerce.money.payments.services.changing import change_gateway, enter_gateway
from commerce.money.payments.services.charging_back import (
    BankClaim,
    check_chargeback,
    lose_chargeback,
    record_chargeback,
    refuse_chargeback,
    win_chargeback,
)
from commerce.money.payments.services.closing import close_open_payments, lock_attempts_for
from commerce.money.payments.services.handing_off import open_handoff
from commerce.money.payments.services.owning import (
    change_market_gateway,
    close_market_gateway,
    open_market_gateway,
)
from commerce.money.payments.services.recovering import (
    ask_about_soon,
    due_payments,
    expire_unopened_payments,
    recover_open_payments,
    settle_return,
)
from commerce.money.payments.services.refunding import (
    due_refunds,
    lock_for_refund,
    refund_money,
    resolve_refund,
    send_due_refunds,
    send_refund,
    send_refund_now,
)
from commerce.money.payments.services.registering import open_gateway
from commerce.money.payments.services.returning import take_callback
from commerce.money.payments.services.starting import lower_cash, pay_at_once, refuse_too_many, start_payment
from commerce.money.payments.services.transferring import confirm_transfer, refuse_transfer, show_transfer

__all__ = [
    "BankClaim",
    "adopt_unverified",
    "ask_about_soon",
    "ask_bank",
    "call_bank",
    "capture_payment",
    "change_gateway",
    "change_market_gateway",
    "check_chargeback",
    "close_market_gateway",
    "close_open_payments",
    "confirm_transfer",
    "due_payments",
    "due_refunds",
    "enter_gateway",
    "expire_unopened_payments",
    "forget_old_pulses",
    "gateways_that_list",
    "lock_attempts_for",
    "lock_for_refund",
    "lose_chargeback",
    "lower_cash",
    "open_gateway",
    "open_handoff",
    "open_market_gateway",
    "pay_at_once",
    "record_chargeback",
    "recover_open_payments",
    "refund_money",
    "refuse_chargeback",
    "refuse_too_many",
    "refuse_transfer",
    "resolve_refund",
    "save_platform_account",
    "send_due_refunds",
    "send_refund",
    "send_refund_now",
    "settle_return",
    "show_transfer",
    "start_payment",
    "take_callback",
    "unverified_of",
    "win_chargeback",
]
