"""How long things may take, in seconds. Journeys set them to a few seconds and run the sweeps by hand."""

from config.env import env

# An unpaid order holds its stock this long; a shopper may pay again until then.
ORDER_PAYMENT_SECONDS = env.int("ORDER_PAYMENT_SECONDS", default=30 * 60)
# Stock outlives that deadline a little, so that the order's own sweep decides: let go, or hold while a bank is asked.
ORDER_HOLD_GRACE_SECONDS = env.int("ORDER_HOLD_GRACE_SECONDS", default=10 * 60)
# Who pays by bank transfer has this long, and the order and its stock wait as long.
TRANSFER_PAYMENT_SECONDS = env.int("TRANSFER_PAYMENT_SECONDS", default=3 * 24 * 60 * 60)
# Cash on delivery that nobody told of for this long is looked at by staff.
CASH_PAYMENT_SECONDS = env.int("CASH_PAYMENT_SECONDS", default=30 * 24 * 60 * 60)
# A quote may be ordered by this long.
QUOTE_SECONDS = env.int("QUOTE_SECONDS", default=30 * 60)
# A hand-off link names one payment and dies soon.
HANDOFF_LINK_SECONDS = env.int("HANDOFF_LINK_SECONDS", default=15 * 60)
# A link to the papers of an order opens them without signing in for this long.
INVOICE_LINK_SECONDS = env.int("INVOICE_LINK_SECONDS", default=60 * 60)
# The bank is asked about an open payment from this age on, and every so often, until its gateway's own deadline.
PAYMENT_FIRST_ASK_SECONDS = env.int("PAYMENT_FIRST_ASK_SECONDS", default=120)
PAYMENT_ASK_EVERY_SECONDS = env.int("PAYMENT_ASK_EVERY_SECONDS", default=60)
PAYMENT_GIVE_UP_SECONDS = env.int("PAYMENT_GIVE_UP_SECONDS", default=24 * 60 * 60)
# Banks that list what nobody verified are asked for that list while attempts this young are unpaid.
PAYMENT_ADOPT_DAYS = env.int("PAYMENT_ADOPT_DAYS", default=7)
# A refund that its bank did not answer for is tried again after this long, and ever later; then staff are to find out.
REFUND_RETRY_SECONDS = env.int("REFUND_RETRY_SECONDS", default=60)
REFUND_GIVE_UP_SECONDS = env.int("REFUND_GIVE_UP_SECONDS", default=3 * 24 * 60 * 60)
# A retry of a money request may take over a claim whose server died after this long.
IDEMPOTENCY_LEASE_SECONDS = env.int("IDEMPOTENCY_LEASE_SECONDS", default=60)
IDEMPOTENCY_KEEP_SECONDS = env.int("IDEMPOTENCY_KEEP_SECONDS", default=24 * 60 * 60)
# One-time codes.
CODE_LIFETIME_SECONDS = env.int("CODE_LIFETIME_SECONDS", default=120)
CODE_DAILY_CAP = env.int("CODE_DAILY_CAP", default=20)
CODE_RESEND_SECONDS = env.int("CODE_RESEND_SECONDS", default=60)
STEP_UP_SECONDS = env.int("STEP_UP_SECONDS", default=5 * 60)
# After the mobile number changes, money does not leave for this long.
COOLING_OFF_SECONDS = env.int("COOLING_OFF_SECONDS", default=24 * 60 * 60)
# Money does not leave to a new bank account for this long: a stolen session could have added it.
BANK_ACCOUNT_COOLING_SECONDS = env.int("BANK_ACCOUNT_COOLING_SECONDS", default=24 * 60 * 60)
# Payouts are run once a working day, from this hour in Tehran on.
PAYOUT_RUN_HOUR = env.int("PAYOUT_RUN_HOUR", default=8)
# Guest carts nobody touched are forgotten after this many days.
GUEST_CART_DAYS = env.int("GUEST_CART_DAYS", default=30)
# Ended sessions and sent messages are forgotten after this many days.
SESSION_KEEP_DAYS = env.int("SESSION_KEEP_DAYS", default=90)
SMS_KEEP_DAYS = env.int("SMS_KEEP_DAYS", default=180)
# A top-up or a gift card waits for its money this long.
TOP_UP_PAYMENT_SECONDS = env.int("TOP_UP_PAYMENT_SECONDS", default=30 * 60)
# A market that pays its debt through a bank has this long.
DEBT_PAYMENT_SECONDS = env.int("DEBT_PAYMENT_SECONDS", default=30 * 60)
# A bought gift card can be redeemed for this many days.
GIFT_CARD_DAYS = env.int("GIFT_CARD_DAYS", default=365)
# Promotional credit that comes back when its time is over can be spent for this many days more.
PROMOTIONAL_EXTENSION_DAYS = env.int("PROMOTIONAL_EXTENSION_DAYS", default=7)
# After so many calls in a row without an answer a bank rests for so long, twice as long after each further one.
GATEWAY_FAILURES_TO_REST = env.int("GATEWAY_FAILURES_TO_REST", default=5)
GATEWAY_REST_SECONDS = env.int("GATEWAY_REST_SECONDS", default=60)
GATEWAY_LONGEST_REST_SECONDS = env.int("GATEWAY_LONGEST_REST_SECONDS", default=10 * 60)
# How each bank answered by the minute is forgotten after this many days.
PULSE_KEEP_DAYS = env.int("PULSE_KEEP_DAYS", default=30)
