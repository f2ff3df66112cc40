from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "commerce.shop.listing"
    label = "listing"
