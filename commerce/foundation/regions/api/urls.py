from django.urls import path

from commerce.foundation.regions.api import shopper

app_name = "regions"

urlpatterns = [
    path("regions/provinces/", shopper.ProvincesView.as_view(), name="provinces"),
    path("regions/cities/", shopper.CitiesView.as_view(), name="cities"),
    path("regions/search/", shopper.CitySearchView.as_view(), name="search"),
]
