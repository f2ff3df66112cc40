"""All addresses: the API, the dashboard, the editorial site."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config import sandbox_proxy

urlpatterns = [
    path("", include("config.health")),
    path("api/v1/", include("config.urls.api_v1")),
    path("django-admin/", admin.site.urls),
    path("dashboard/login/", include("dashboards.base.doors.urls")),
    path("dashboard/", include(wagtailadmin_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("account/", include("storefront.account.urls")),
    path("", include("storefront.urls")),
    path("", include("commerce.money.payments.api.page_urls")),
    *sandbox_proxy.urlpatterns(),
    path("_util/login/", RedirectView.as_view(pattern_name="door:login")),
    path("", include(wagtail_urls)),
]

handler400 = "commerce.foundation.core.rest.handlers.bad_request"
handler403 = "commerce.foundation.core.rest.handlers.forbidden"
handler404 = "commerce.foundation.core.rest.handlers.not_found"
handler500 = "commerce.foundation.core.rest.handlers.server_error"
