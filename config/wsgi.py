"""HTTP in production."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application

import config  # noqa: F401

application = get_wsgi_application()
