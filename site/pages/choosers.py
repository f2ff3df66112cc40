"""How an editor picks products, categories and markets: only what shoppers see, and only for people who edit pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permissions import page_permission_policy

from commerce.foundation.core.text import fold
from commerce.shop.catalogue.models import Category, Product
from commerce.shop.markets.models import Market

View = Callable[..., HttpResponseBase]


def may_edit_pages(user: Any) -> bool:
    """Whether a person may write pages at all; the choosers and previews of pages are theirs alone."""
    allowed: bool = page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])
    return allowed


def for_editors(view: View) -> View:
    """A vendor is inside the admin too, but has no business with the choosers of pages."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_edit_pages(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class SearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search"), required=False, max_length=80, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )
    looked_in = "search_key__contains"

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        typed = self.cleaned_data["q"]
        self.is_searching, self.search_query = bool(typed), typed
        return objects.filter(**{self.looked_in: fold(typed)}) if typed else objects


class CategorySearchForm(SearchForm):
    looked_in = "name__icontains"


class SearchableChoose(ChooseView):
    filter_form_class = SearchForm


class SearchableResults(ChooseResultsView):
    filter_form_class = SearchForm


class EditorsChooser(ChooserViewSet):
    """A chooser of the trade's own rows."""

    register_widget = False
    choose_view_class = SearchableChoose
    choose_results_view_class = SearchableResults

    def construct_view(self, view_class: Any, **kwargs: Any) -> View:
        return for_editors(super().construct_view(view_class, **kwargs))


class ProductChooser(EditorsChooser):
    model = "catalogue.Product"
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")

    @staticmethod
    def get_object_list() -> Any:
        return Product.objects.filter(is_public=True, parent=None).order_by("-pk")


class CategoryChooseView(ChooseView):
    filter_form_class = CategorySearchForm


class CategoryResultsView(ChooseResultsView):
    filter_form_class = CategorySearchForm


class CategoryChooser(EditorsChooser):
    model = "catalogue.Category"
    icon = "folder-open-inverse"
    choose_one_text = _("Choose a category")
    choose_another_text = _("Choose another category")
    choose_view_class = CategoryChooseView
    choose_results_view_class = CategoryResultsView

    @staticmethod
    def get_object_list() -> Any:
        return Category.objects.filter(is_public=True, ancestors_are_public=True).order_by("path")


class MarketChooser(EditorsChooser):
    model = "markets.Market"
    icon = "home"
    choose_one_text = _("Choose a market")
    choose_another_text = _("Choose another market")

    @staticmethod
    def get_object_list() -> Any:
        return Market.objects.live().order_by("name", "pk")


product_chooser = ProductChooser("choose_product")
category_chooser = CategoryChooser("choose_category")
market_chooser = MarketChooser("choose_market")

ProductChooserBlock = product_chooser.get_block_class(name="ProductChooserBlock", module_path="pages.choosers")
CategoryChooserBlock = category_chooser.get_block_class(name="CategoryChooserBlock", module_path="pages.choosers")
MarketChooserBlock = market_chooser.get_block_class(name="MarketChooserBlock", module_path="pages.choosers")
