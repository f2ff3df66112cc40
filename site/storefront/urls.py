"""The shop as web pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from storefront import views

app_name = "storefront"


class Word(StringConverter):
    """A slug in any script."""

    regex = r"[-\w]{1,255}"


register_converter(Word, "word")

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("categories/<word:slug>/", views.CategoryView.as_view(), name="category"),
    path("markets/<slug:handle>/", views.MarketView.as_view(), name="market"),
    path("products/<slug:public_id>/", views.ProductView.as_view(), name="product"),
]
