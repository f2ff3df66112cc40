"""Django's own admin, to look only: people are changed by services, which the dashboard calls."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from commerce.foundation.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["mobile", "first_name", "last_name", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["mobile", "first_name", "last_name", "public_id"]
    fields = ["mobile", "first_name", "last_name", "email", "language", "is_active", "is_staff", "groups"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
