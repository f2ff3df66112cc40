"""THE contents page of the API: one line an app. A second version is a second contents page."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
