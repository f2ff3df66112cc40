"""HTTP in production."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

import config  # noqa: E402, F401
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
