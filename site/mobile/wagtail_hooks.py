from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from mobile.models import AppScreen


class AppScreenViewSet(SnippetViewSet):
    """Which page fills which screen of the apps."""

    model = AppScreen
    icon = "mobile-alt"
    list_display = ("slug", "page")


register_snippet(AppScreenViewSet)
