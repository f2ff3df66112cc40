"""Oscar's own admin pages ask for a searchable product; people work in the dashboard."""

from django.contrib import admin

from commerce.shop.catalogue.models import Product


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin[Product]):
    list_display = ["title", "public_id", "market", "is_public"]
    search_fields = ["search_key", "public_id"]
    list_select_related = ["market"]
    list_per_page = 50
    show_full_result_count = False

    def has_change_permission(self, request: object, obj: Product | None = None) -> bool:
        return False

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Product | None = None) -> bool:
        return False
