from typing import Any, ClassVar

from django.core.paginator import Page as PageOfArticles
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.models.base import BlocksPage
from pages.pictures import picture
from pages.reading import Reader

ARTICLES_ON_A_PAGE = 12


class ArticlePage(BlocksPage):
    """A story, a guide, or a page of terms."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
    )

    template = "site/article.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage", "pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def card(self) -> dict[str, Any]:
        """The article in a list."""
        return {
            "title": self.title,
            "path": self.url,
            "intro": self.intro,
            "cover": self.cover_picture,
            "published_at": self.first_published_at.isoformat() if self.first_published_at else None,
        }

    @property
    def cover_picture(self) -> Any:
        return picture(self.cover)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "cover": self.cover_picture}


class ArticleIndexPage(Page):
    """The list of articles under it, newest first."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    template = "site/article_index.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]

    class Meta:
        verbose_name = _("article list")
        verbose_name_plural = _("article lists")

    def articles(self) -> "models.QuerySet[ArticlePage]":
        """The live articles under this page, with what their cards show."""
        children: models.QuerySet[ArticlePage] = ArticlePage.objects.live().child_of(self)
        return (
            children.order_by("-first_published_at", "-pk")
            .select_related("cover")
            .prefetch_related("cover__renditions")
            .defer("body")
        )

    def blocks_for(self, reader: Reader) -> list[dict[str, Any]]:
        """The newest articles, as one block that only lists have."""
        articles = [article.card() for article in self.articles()[:ARTICLES_ON_A_PAGE]]
        return [{"id": "articles", "type": "article_list", "schema": 1, "data": {"articles": articles}}]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "articles": self._page_of_articles(request)}

    def _page_of_articles(self, request: HttpRequest) -> PageOfArticles:
        return Paginator(self.articles(), ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
