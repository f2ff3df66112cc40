"""Tests: a cluster of their own, nothing written outside the state directory, quick password hashes."""

import os

from config.embedded import state_dir
from config.settings import banks, servers
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")

SECRET_KEY = "a key for tests only, long enough for every check there is"  # noqa: S105
FIELD_ENCRYPTION_KEYS = ["ZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="]
BLIND_INDEX_KEY = "another key for tests only"
ALLOWED_HOSTS = ["*"]

DATABASES = {"default": servers.database(embedded=True, cluster="test")}
# Each worker may empty its own Redis database.
REDIS_URL = servers.redis_number(servers.redis(embedded=True, cluster="test"), int(WORKER.removeprefix("gw")))
CACHES = servers.cache(REDIS_URL)
CHANNEL_LAYERS = servers.channel_layers(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = state_dir() / "test" / WORKER / "static"
MEDIA_ROOT = state_dir() / "test" / WORKER / "media"
PRIVATE_ROOT = state_dir() / "test" / WORKER / "private"
OUTBOX_ROOT = state_dir() / "test" / WORKER / "outbox"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "commerce.foundation.core.private_files.PrivateFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected in tests; looking each time spares a warning about the missing directory.
WHITENOISE_AUTOREFRESH = True
SANDBOX_BANK = True
SANDBOX_BANK_URL = "http://127.0.0.1:9"
SANDBOX_BANK_FILE = state_dir() / "test" / WORKER / "sandbox-bank.sqlite3"
BANK_BASE_URLS = {bank: f"{SANDBOX_BANK_URL}/{bank}" for bank in banks.BANKS}
STAFF_TOTP_REQUIRED = True

INSTALLED_APPS = [*INSTALLED_APPS, "config.demo.apps.DemoConfig"]
