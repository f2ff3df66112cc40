"""The socket routes under `/ws/`."""

from channels.routing import URLRouter

routes = URLRouter([])
