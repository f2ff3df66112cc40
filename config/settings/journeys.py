"""Real processes under test: the test database, but a real worker, a real sandbox bank and deadlines of seconds."""

from pathlib import Path

from config.env import env
from config.settings import banks, servers
from config.settings.test import *  # noqa: F403

DATABASES = {"default": servers.database(embedded=False)}
REDIS_URL = servers.redis(embedded=False)
CACHES = servers.cache(REDIS_URL, prefix="journeys")
CHANNEL_LAYERS = servers.channel_layers(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ALWAYS_EAGER = False
TASKS = {"default": {"BACKEND": "config.wagtail_tasks.CeleryBackend"}}

OUTBOX_ROOT = Path(env.str("OUTBOX_ROOT"))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT"))
PRIVATE_ROOT = MEDIA_ROOT.parent / "private"
SANDBOX_BANK_URL = env.str("SANDBOX_BANK_URL")
BANK_BASE_URLS = banks.sandbox_addresses(env.str("BANKS_BEHIND"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
