from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page


class AppScreen(models.Model):
    """A screen of the apps, named by a slug they know, filled by a page of the site."""

    slug = models.SlugField(_("screen"), unique=True, help_text=_("The name the app asks for, for example home."))
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("page"), help_text=_("Its blocks are shown.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("slug"),
        PageChooserPanel("page", page_type=["pages.HomePage", "pages.ArticlePage"]),
    ]

    class Meta:
        verbose_name = _("app screen")
        verbose_name_plural = _("app screens")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug
