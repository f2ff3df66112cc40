"""The real thing. Every secret is given, none has a default; sandbox parts are refused by the checks."""

from pathlib import Path

from config.env import env, secret
from config.settings import servers
from config.settings.base import *  # noqa: F403

PRODUCTION = True
SECRET_KEY = secret("SECRET_KEY")
FIELD_ENCRYPTION_KEYS = secret("FIELD_ENCRYPTION_KEYS").split(",")
BLIND_INDEX_KEY = secret("BLIND_INDEX_KEY")
KAVENEGAR_API_KEY = secret("KAVENEGAR_API_KEY") if SMS_PROVIDER == "kavenegar" else ""
SMSIR_API_KEY = secret("SMSIR_API_KEY") if SMS_PROVIDER == "smsir" else ""

PUBLIC_URL = env.str("PUBLIC_URL")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])

DATABASES = {"default": servers.database(embedded=False)}
REDIS_URL = servers.redis(embedded=False)
CACHES = servers.cache(REDIS_URL)
CHANNEL_LAYERS = servers.channel_layers(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL

STATIC_ROOT = Path(env.str("STATIC_ROOT"))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT"))
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "commerce.foundation.core.private_files.PrivateFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", default=False) else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

SANDBOX_BANK = env.bool("SANDBOX_BANK", default=False)
SANDBOX_BANK_URL = ""
STAFF_TOTP_REQUIRED = True
# Wagtail previews a page in a frame of our own address.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
