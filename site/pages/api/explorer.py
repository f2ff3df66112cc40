"""The lists that Wagtail's page explorer and choosers ask for, opened to who is signed in at the dashboard.

Our API lets nobody in by default and knows bearers only; these are asked with the dashboard's own session, and stand
behind its guard.
"""

from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet


class DashboardSession:
    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)


class ExplorerPages(DashboardSession, PagesAdminAPIViewSet):
    pass


class ExplorerImages(DashboardSession, ImagesAdminAPIViewSet):
    pass


class ExplorerDocuments(DashboardSession, DocumentsAdminAPIViewSet):
    pass


ENDPOINTS = {"pages": ExplorerPages, "images": ExplorerImages, "documents": ExplorerDocuments}
