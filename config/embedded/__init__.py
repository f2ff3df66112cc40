"""The embedded PostgreSQL and Valkey, for development and tests where no DATABASE_URL or REDIS_URL is given.

They start with the first process that asks for them and stop with the last one.
"""

from config.embedded.clusters import database_settings, database_url, redis_url, reset, state_dir, status, stop
from config.embedded.errors import EmbeddedServerError

__all__ = [
    "EmbeddedServerError",
    "database_settings",
    "database_url",
    "redis_url",
    "reset",
    "state_dir",
    "status",
    "stop",
]
