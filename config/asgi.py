"""Sockets in production; in development also HTTP, so that one address serves both."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

import config  # noqa: F401

http = get_asgi_application()

from config.sockets import routes  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": routes})
