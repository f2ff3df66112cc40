"""What the editor's screen gains: choosers of the trade's rows, and a way to the app's view of a page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from pages.choosers import category_chooser, market_chooser, product_chooser
from pages.models import BlocksPage


@hooks.register("register_admin_viewset")
def choosers_of_the_trade() -> list[Any]:
    return [product_chooser, category_chooser, market_chooser]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def as_the_app_gets_it(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    """A link to the JSON of a live page, in the page's own menu."""
    if page.live and issubclass(page.specific_class or page.__class__, BlocksPage):
        path = quote(page.get_url_parts()[2])
        yield Button(
            _("JSON of the app"), f"{reverse('content:page')}?path={path}", icon_name="mobile-alt", priority=80
        )


@hooks.register("construct_admin_api", order=100)
def let_editors_explore(router: Any) -> None:
    from pages.api.explorer import ENDPOINTS

    for name, endpoint in ENDPOINTS.items():
        router.register_endpoint(name, endpoint)
