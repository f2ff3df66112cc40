from django.urls import path

from commerce.shop.catalogue.api import shopper, vendor

app_name = "catalogue"

OWN_PRODUCT = "vendor/<str:handle>/products/<str:product_id>/"

urlpatterns = [
    path("categories/", shopper.CategoriesView.as_view(), name="categories"),
    path("categories/<str:slug>/", shopper.CategoryView.as_view(), name="category"),
    path(f"{OWN_PRODUCT}images/", vendor.ImagesView.as_view(), name="vendor-images"),
    path(f"{OWN_PRODUCT}images/<str:image_id>/", vendor.ImageView.as_view(), name="vendor-image"),
]
