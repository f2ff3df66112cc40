"""One view base per audience. A view parses, calls one service or selector, and answers."""

from typing import Any, ClassVar, cast

from django.http import Http404
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.core.registries import Registry
from commerce.foundation.core.rest import caching
from commerce.foundation.core.rest.permissions import AnyAudience, ShopperAudience, StaffAudience, VendorAudience
from commerce.foundation.core.rest.trimming import trim

# Markets registers how a handle becomes a tenant: (user, credentials, handle) -> Tenant | None.
tenant_resolvers: Registry[Any] = Registry("tenant resolver")


class ApiView(APIView):
    """What all doors share. `query_parameters` names what a GET understands; others are answered with 400."""

    query_parameters: ClassVar[frozenset[str] | None] = None
    public: ClassVar[bool] = False

    @property
    def actor(self) -> Actor:
        """Who is asking, for services and the audit trail."""
        user = self.request.user
        if not user.is_authenticated:
            return Actor(kind="guest", ref="", ip=self.client_address)
        return Actor(kind="user", ref=user.public_id, rights=self.rights, ip=self.client_address)

    @property
    def person(self) -> Any:
        """Who is signed in: a user of the accounts app, of which this one knows nothing."""
        return self.request.user

    @property
    def credentials(self) -> Any:
        """What the signed-in person came with: audience, session, step-up."""
        return self.request.auth

    @property
    def rights(self) -> frozenset[str]:
        return frozenset()

    @property
    def client_address(self) -> str:
        from commerce.foundation.core.rest.addresses import client_address

        return client_address(self.request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._refuse_nul(request)
        if request.method == "GET" and self.query_parameters is not None:
            self._refuse_unknown_parameters(request)

    def _refuse_nul(self, request: Request) -> None:
        """PostgreSQL has no such character, so nothing can be named by it; bodies are read by serializers."""
        if "\0" in request.path:
            raise Http404
        wrong = {name for name, values in request.query_params.lists() if "\0" in "".join([name, *values])}
        if wrong:
            raise InvalidInput({name: [("invalid", "This cannot be read.")] for name in sorted(wrong)})

    def _refuse_unknown_parameters(self, request: Request) -> None:
        known = (self.query_parameters or frozenset()) | {"fields", "limit", "cursor"}
        unknown = {name for name in request.query_params if name not in known and not name.startswith("attr[")}
        if unknown:
            raise InvalidInput({name: [("unknown_filter", "This filter does not exist.")] for name in sorted(unknown)})

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        if isinstance(response, Response) and request.method == "GET" and response.status_code == 200:
            response.data = trim(response.data, request.GET.get("fields"))
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        return caching.with_validators(request, answer, public=self.public)


class PublicView(ApiView):
    """Open to all; a bearer token is not even read, so the answer may be cached for everyone."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    public = True


class OpenView(ApiView):
    """Open to guests and people alike; the answer is the asker's own (a cart, a login)."""

    permission_classes = (AllowAny,)


class SignedInView(ApiView):
    """For a person's own account and sessions, on whichever surface."""

    permission_classes = (AnyAudience,)


class ShopperView(ApiView):
    """For a signed-in person's own things."""

    permission_classes = (ShopperAudience,)

    @property
    def user_id(self) -> int:
        """Whose things they are."""
        return cast(int, self.request.user.pk)


class PublicReadView(ShopperView):
    """Reading is open to all, and the same for all; writing is for a signed-in person."""

    public = True

    def get_authenticators(self) -> Any:
        return [] if self._only_reads() else super().get_authenticators()

    def get_permissions(self) -> Any:
        return [AllowAny()] if self._only_reads() else super().get_permissions()

    def _only_reads(self) -> bool:
        return self.request is not None and self.request.method in SAFE_METHODS


class VendorView(ApiView):
    """For those who act for a market named in the path; `rights_needed` names the right a method needs."""

    permission_classes = (VendorAudience,)
    rights_needed: ClassVar[dict[str, str]] = {}
    tenant: Tenant

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        tenant = tenant_resolvers.get("market")(request.user, request.auth, kwargs["handle"])
        if tenant is None:
            raise Http404
        self.tenant = tenant
        needed = self.rights_needed.get(request.method or "")
        if needed is None or needed not in tenant.rights:
            raise Forbidden(wanted_right=needed)

    @property
    def rights(self) -> frozenset[str]:
        return self.tenant.rights if hasattr(self, "tenant") else frozenset()


class StaffView(ApiView):
    """For staff of the platform; `permissions_needed` names the Django permission a method needs."""

    permission_classes = (StaffAudience,)
    permissions_needed: ClassVar[dict[str, str]] = {}

    @property
    def rights(self) -> frozenset[str]:
        return frozenset(self.person.get_all_permissions())

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        needed = self.permissions_needed.get(request.method or "")
        if needed is None or not request.user.has_perm(needed):
            raise Forbidden(wanted_right=needed)
