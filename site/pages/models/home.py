from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from pages.models.base import BlocksPage


class HomePage(BlocksPage):
    """The front of the site, and the home screen of the apps."""

    template = "site/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticleIndexPage", "pages.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
