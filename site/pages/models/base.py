import json
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.blocks import as_data
from pages.fields import BlocksField
from pages.reading import Reader

AN_APP = Reader(app="shopper", platform="android")


class BlocksPage(Page):
    """A page whose body is a stream of blocks; the web shows it as HTML, the apps as JSON."""

    body = BlocksField(verbose_name=_("content"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]
    preview_modes: ClassVar[list[tuple[str, Any]]] = [("", _("Web page")), ("app", _("App (JSON)"))]

    class Meta:
        abstract = True

    def blocks_for(self, reader: Reader) -> list[dict[str, Any]]:
        """The body as the API tells it."""
        return as_data(self.body, reader)

    def blocks_for_app(self) -> list[dict[str, Any]]:
        """The body as a shopper's phone gets it."""
        return self.blocks_for(AN_APP)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        address = urljoin(settings.PUBLIC_URL, self.url or "/")
        return {**context, "reader": Reader.in_browser(), "public_address": address}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The draft as a browser shows it, or as an app receives it."""
        if mode_name != "app":
            response: HttpResponse = super().serve_preview(request, mode_name)
            return response
        told = json.dumps(self.blocks_for_app(), ensure_ascii=False, indent=2)
        return TemplateResponse(request, "site/app_preview.html", {"page": self, "told": told})
