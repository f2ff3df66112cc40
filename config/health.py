"""Is this process up, and does it reach what it needs? Asked by proxies and by whoever starts it."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django_redis.exceptions import ConnectionInterrupted
from redis.exceptions import RedisError


@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The process reaches its database and its cache."""
    reached = {"database": _database_answers(), "cache": _cache_answers()}
    return JsonResponse(reached, status=200 if all(reached.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.get("readyz")
    except (ConnectionInterrupted, RedisError):
        return False
    return True


urlpatterns = [path("livez", livez), path("readyz", readyz)]
