from pages.models.articles import ArticleIndexPage, ArticlePage
from pages.models.base import BlocksPage
from pages.models.home import HomePage

__all__ = ["ArticleIndexPage", "ArticlePage", "BlocksPage", "HomePage"]
