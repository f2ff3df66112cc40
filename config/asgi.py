"""Sockets in production; in development also HTTP, so that one address serves both."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

import config  # noqa: E402, F401
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

http = get_asgi_application()

from config.sockets import routes  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": routes})
