"""Celery: three queues, and the sweeps that beat runs. A wait is a due row, never a broker's ETA."""

from typing import Any

from config.env import env

# Tests run tasks at once; everywhere else workers do.
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_DEFAULT_QUEUE = "fast"
# Which queue by the task's name: `fast` unless named here. (The `queue` attribute of a task is deprecated.)
CELERY_TASK_ROUTES = {
    "core.forget_old_keys": {"queue": "slow"},
    "wagtail.*": {"queue": "slow"},
    "ledger.*": {"queue": "slow"},
    "reconciliation.*": {"queue": "slow"},
    "accounts.forget_the_past": {"queue": "slow"},
    "sms.deliver": {"queue": "outside"},
    "sms.forget*": {"queue": "slow"},
    "payments.forget_old_pulses": {"queue": "slow"},
    "payments.*": {"queue": "outside"},
    "remittances.*": {"queue": "slow"},
    "invoices.number": {"queue": "fast"},
    "invoices.*": {"queue": "slow"},
    "settlement.*": {"queue": "slow"},
    "wallets.*": {"queue": "slow"},
    "debts.*": {"queue": "slow"},
    "payouts.*": {"queue": "slow"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Asia/Tehran"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=15)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox": {"task": "core.sweep_outbox", "schedule": SWEEP_SECONDS},
    "idempotency": {"task": "core.forget_old_keys", "schedule": 3600},
    "stock_holds": {"task": "partner.release_expired_holds", "schedule": SWEEP_SECONDS},
    "payments": {"task": "payments.recover_open", "schedule": SWEEP_SECONDS},
    "unverified_payments": {"task": "payments.adopt_unverified", "schedule": 600},
    "refunds": {"task": "payments.send_refunds", "schedule": SWEEP_SECONDS},
    "promotional_credit": {"task": "wallets.expire_grants", "schedule": 60},
    "gift_cards": {"task": "wallets.expire_gift_cards", "schedule": 3600},
    "wallet_allowances": {"task": "wallets.forget_allowances", "schedule": 24 * 3600},
    "old_pulses": {"task": "payments.forget_old_pulses", "schedule": 24 * 3600},
    "debts_netted": {"task": "debts.net_all", "schedule": 600},
    "debts_followed_up": {"task": "debts.review_all", "schedule": 600},
    "payout_run_of_today": {"task": "payouts.begin_run", "schedule": 300},
    "payout_runs": {"task": "payouts.resume_runs", "schedule": SWEEP_SECONDS},
    "batch_files": {"task": "remittances.export_batches", "schedule": SWEEP_SECONDS},
    "guest_carts": {"task": "basket.forget_guest_carts", "schedule": 24 * 3600},
    "unpaid_orders": {"task": "order.expire_unpaid_orders", "schedule": SWEEP_SECONDS},
    "old_sessions": {"task": "accounts.forget_the_past", "schedule": 24 * 3600},
    "old_messages": {"task": "sms.forget_old_messages", "schedule": 24 * 3600},
    "ledger_snapshots": {"task": "ledger.take_snapshots", "schedule": 3600},
    "held_sales": {"task": "settlement.release_due", "schedule": SWEEP_SECONDS},
    "settlement_files": {"task": "reconciliation.resume_readings", "schedule": SWEEP_SECONDS},
    "invoice_numbers": {"task": "invoices.number_all", "schedule": SWEEP_SECONDS},
    "invoice_prints": {"task": "invoices.print_waiting", "schedule": SWEEP_SECONDS},
    "commission_invoices": {"task": "invoices.bill_last_month", "schedule": 3600},
    "ledger_works": {"task": "ledger.resume_works", "schedule": SWEEP_SECONDS},
    "earnings_files": {"task": "payouts.resume_files", "schedule": SWEEP_SECONDS},
}

# Wagtail's own background work goes the same way.
TASKS = {"default": {"BACKEND": "config.wagtail_tasks.CeleryBackend"}}
CELERY_IMPORTS = ["config.wagtail_tasks"]
