"""What every environment shares; values come from `config.env`."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from config.env import ROOT, env
from config.settings import banks
from config.settings.apps import INSTALLED_APPS as INSTALLED_APPS
from config.settings.deadlines import *  # noqa: F403
from config.settings.limits import *  # noqa: F403
from config.settings.oscar import *  # noqa: F403
from config.settings.rest import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from config.settings.tasks import *  # noqa: F403

BASE_DIR = ROOT
DEBUG = False
PRODUCTION = False
ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "commerce.foundation.core.rest.handlers.csrf_failure"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False
SITE_ID = 1

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dashboards.base.doors.django_admin.DjangoAdminDoor",
    "dashboards.base.guard.DashboardGuard",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A block of a page keeps its template in its own folder under site/.
        "DIRS": [ROOT / "templates", ROOT / "site"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "dashboards.base.access.WorkplaceBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
OTP_TOTP_ISSUER = "Asoud"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
LOGIN_URL = "/dashboard/login/"
LOGIN_REDIRECT_URL = "/dashboard/"

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", _("Persian")), ("en", _("English"))]
# Our own texts, then what Wagtail, Oscar and Django leave untranslated or say in other words.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "upstream"]
TIME_ZONE = "Asia/Tehran"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"

WAGTAIL_SITE_NAME = "آسود"
WAGTAIL_CONTENT_LANGUAGES = [("fa", "فارسی"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fa", "فارسی"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
# Files are served as they are, beside the dashboard: a page or a drawing could carry a script.
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Bank pages check the Referer; Django's default `same-origin` would remove it (architecture 5.16).
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# How many proxies in front of us may be believed about a client's address; none unless told.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# The platform's own public address, for callbacks and share links.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = PUBLIC_URL

SMS_PROVIDER = env.str("SMS_PROVIDER", default="development")
KAVENEGAR_BASE_URL = env.str("KAVENEGAR_BASE_URL", default="https://api.kavenegar.com")
KAVENEGAR_API_KEY = env.str("KAVENEGAR_API_KEY", default="")
KAVENEGAR_LINE = env.str("KAVENEGAR_LINE", default="")
KAVENEGAR_CODE_TEMPLATE = env.str("KAVENEGAR_CODE_TEMPLATE", default="")
SMSIR_BASE_URL = env.str("SMSIR_BASE_URL", default="https://api.sms.ir")
SMSIR_API_KEY = env.str("SMSIR_API_KEY", default="")
SMSIR_LINE = env.str("SMSIR_LINE", default="")
SMSIR_CODE_TEMPLATE = env.int("SMSIR_CODE_TEMPLATE", default=0)
SMS_HOURLY_BUDGET = env.int("SMS_HOURLY_BUDGET", default=5000)
# Codes asked for, and tries of them, that one address has free in an hour.
CODES_PER_ADDRESS = env.int("CODES_PER_ADDRESS", default=60)
BANK_BASE_URLS = banks.own_addresses()
# Address prefix of ours → the server that stands behind it.
SERVERS_BEHIND_US: dict[str, str] = {}
# Apps of ours that a payment may return to.
APP_LINK_SCHEMES = env.list("APP_LINK_SCHEMES", default=["asoud"])

ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
REFRESH_TOKEN_LIFETIME = timedelta(days=30)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "django_tasks", "wagtail", "modelsearch")},
}
