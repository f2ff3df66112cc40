"""How much may happen before more is asked, in rials."""

from config.env import env

# Money that leaves by bank transfer needs a second person's approval above this.
REMITTANCE_TWO_APPROVALS_ABOVE = env.int("REMITTANCE_TWO_APPROVALS_ABOVE", default=500_000_000)
# Of a refund or a chargeback above this a second person has to be sure.
REFUND_SECOND_PERSON_ABOVE = env.int("REFUND_SECOND_PERSON_ABOVE", default=100_000_000)
CHARGEBACK_SECOND_PERSON_ABOVE = env.int("CHARGEBACK_SECOND_PERSON_ABOVE", default=100_000_000)
# What a wallet takes in, sends and gives out; the daily sums are per person and day in Tehran.
TOP_UP_LEAST = env.int("TOP_UP_LEAST", default=100_000)
TOP_UP_MOST = env.int("TOP_UP_MOST", default=1_000_000_000)
TRANSFER_LEAST = env.int("TRANSFER_LEAST", default=10_000)
TRANSFERS_DAILY_MOST = env.int("TRANSFERS_DAILY_MOST", default=500_000_000)
WITHDRAWAL_LEAST = env.int("WITHDRAWAL_LEAST", default=500_000)
WITHDRAWALS_DAILY_MOST = env.int("WITHDRAWALS_DAILY_MOST", default=1_000_000_000)
GIFT_CARD_LEAST = env.int("GIFT_CARD_LEAST", default=100_000)
GIFT_CARD_MOST = env.int("GIFT_CARD_MOST", default=100_000_000)
# What one member of staff gives away in a day before a second person has to agree.
PROMOTIONAL_UNCHECKED_MOST = env.int("PROMOTIONAL_UNCHECKED_MOST", default=50_000_000)
GIFT_CARDS_UNCHECKED_MOST = env.int("GIFT_CARDS_UNCHECKED_MOST", default=50_000_000)
# By how much one member of staff lessens debts of markets in a day before a second person has to agree.
DEBT_RELIEF_UNCHECKED_MOST = env.int("DEBT_RELIEF_UNCHECKED_MOST", default=10_000_000)
# How often in an hour one person may ask whose wallet a number is, and may try gift card codes.
RECEIVERS_ASKED_HOURLY = env.int("RECEIVERS_ASKED_HOURLY", default=10)
GIFT_CODES_TRIED_HOURLY = env.int("GIFT_CODES_TRIED_HOURLY", default=10)
# How often a bought gift card may be sent, each time with a new code.
GIFT_CARD_SENDINGS = env.int("GIFT_CARD_SENDINGS", default=3)
# How often one thing may be tried to be paid.
PAYMENT_MOST_ATTEMPTS = env.int("PAYMENT_MOST_ATTEMPTS", default=20)
# How often in an hour one person, or one address of guests, may try voucher codes that do not apply.
VOUCHER_CODES_TRIED_HOURLY = env.int("VOUCHER_CODES_TRIED_HOURLY", default=20)
