"""Django's own admin, for superusers; Oscar's admin asks for a searchable user."""

from django.contrib import admin

from commerce.foundation.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["mobile", "first_name", "last_name", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["mobile", "first_name", "last_name", "public_id"]
    fields = ["mobile", "first_name", "last_name", "email", "language", "is_active", "is_staff", "groups"]
    readonly_fields = ["mobile"]
    list_per_page = 50
    show_full_result_count = False
