"""The database and the cache: by URL where given, else embedded (development and tests only)."""

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from config.env import env

if TYPE_CHECKING:  # the image of production has no embedded servers
    from config.embedded.clusters import Cluster


def database(*, embedded: bool, cluster: "Cluster" = "main") -> dict[str, Any]:
    if env.str("DATABASE_URL", default=""):
        settings: dict[str, Any] = env.db_url("DATABASE_URL")
    elif embedded:
        from config.embedded import database_settings

        settings = database_settings(cluster=cluster)
    else:
        settings = env.db_url("DATABASE_URL")
    settings["HOST"] = unquote(settings["HOST"])  # a socket folder is written with %2F
    settings["ENGINE"] = "django.db.backends.postgresql"
    settings["CONN_HEALTH_CHECKS"] = True
    settings["ATOMIC_REQUESTS"] = False
    return settings


def redis(*, embedded: bool, cluster: "Cluster" = "main") -> str:
    if embedded and not env.str("REDIS_URL", default=""):
        from config.embedded import redis_url

        return redis_url(cluster=cluster)
    url: str = env.str("REDIS_URL")
    return url


def redis_number(url: str, number: int) -> str:
    """The same server, another of its numbered databases."""
    return urlsplit(url)._replace(path=f"/{number}").geturl()


def cache(url: str, prefix: str = "asoud") -> dict[str, dict[str, Any]]:
    return {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": prefix,
            "OPTIONS": {"SERIALIZER": "django_redis.serializers.json.JSONSerializer"},
        },
        # Wagtail keeps whole rows here, which JSON cannot hold.
        "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600},
    }


def channel_layers(url: str) -> dict[str, dict[str, Any]]:
    return {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [url]}}}
