import hashlib
from typing import Any
from urllib.parse import unquote

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.views import PublicView
from mobile import selectors
from mobile.api.serializers import PageIn, PageOut, ScreenIn, ScreenOut, VariantIn
from mobile.cache import kept
from pages.reading import Reader


class ContentView(PublicView):
    """What editors wrote, kept by variant."""

    def asked(self, request: Request, serializer: type[VariantIn]) -> tuple[dict[str, Any], Reader]:
        form = serializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        asked = form.validated_data
        browser = Reader.in_browser()
        return asked, Reader(language=browser.language, app=asked["app"], platform=asked["platform"])


class ScreenView(ContentView):
    query_parameters = frozenset({"screen", "app", "platform", "app_version"})

    @extend_schema(parameters=[ScreenIn], responses=ScreenOut)
    def get(self, request: Request) -> Response:
        """A screen of an app, block by block, from the same content as the web page."""
        asked, reader = self.asked(request, ScreenIn)
        slug = asked["screen"]
        return Response(kept(_variant("screen", slug, reader), lambda: selectors.screen(slug=slug, reader=reader)))


class PageView(ContentView):
    query_parameters = frozenset({"path", "app", "platform", "app_version"})

    @extend_schema(parameters=[PageIn], responses=PageOut)
    def get(self, request: Request) -> Response:
        """A page of the site as blocks."""
        asked, reader = self.asked(request, PageIn)
        path = unquote(asked["path"])
        return Response(kept(_variant("page", path, reader), lambda: selectors.page_at(path=path, reader=reader)))


def _variant(kind: str, name: str, reader: Reader) -> str:
    # A path may hold what a cache key may not.
    place = hashlib.blake2b(name.encode(), digest_size=12).hexdigest()
    return f"{kind}.{place}.{reader.language}.{reader.app}.{reader.platform}"
