"""A developer's machine: embedded servers, the sandbox bank, SMS into a file."""

from config.embedded import state_dir
from config.env import env
from config.settings import banks, servers
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, PUBLIC_URL
from config.settings.local_secrets import local_secrets

_secrets = local_secrets()
SECRET_KEY = _secrets["SECRET_KEY"]
FIELD_ENCRYPTION_KEYS = [_secrets["FIELD_ENCRYPTION_KEY"]]
BLIND_INDEX_KEY = _secrets["BLIND_INDEX_KEY"]

DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]

DATABASES = {"default": servers.database(embedded=True)}
REDIS_URL = servers.redis(embedded=True)
CACHES = servers.cache(REDIS_URL)
CHANNEL_LAYERS = servers.channel_layers(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL

STATIC_ROOT = state_dir() / "static"
MEDIA_ROOT = state_dir() / "media"
PRIVATE_ROOT = state_dir() / "private"
OUTBOX_ROOT = state_dir() / "outbox"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "commerce.foundation.core.private_files.PrivateFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# The sandbox bank is a process of its own; people reach it under our address by a prefix.
SANDBOX_BANK = env.bool("SANDBOX_BANK", default=True)
SANDBOX_BANK_URL = env.str("SANDBOX_BANK_URL", default="http://127.0.0.1:8001")
SANDBOX_BANK_FILE = state_dir() / "sandbox-bank.sqlite3"
SERVERS_BEHIND_US = {f"{PUBLIC_URL}/sandbox-bank": SANDBOX_BANK_URL} if SANDBOX_BANK else {}
BANK_BASE_URLS = banks.sandbox_addresses(f"{PUBLIC_URL}/sandbox-bank")
STAFF_TOTP_REQUIRED = env.bool("STAFF_TOTP_REQUIRED", default=True)

INSTALLED_APPS = [*INSTALLED_APPS, "config.demo.apps.DemoConfig"]
