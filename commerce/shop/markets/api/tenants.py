"""Which market a vendor path is about, and what the one who asks may do there."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.rest.views import tenant_resolvers
from commerce.shop.markets.selectors import tenant_for


@tenant_resolvers.register("market")
def market_tenant(user: User, credentials: Any, handle: str) -> Tenant | None:
    return tenant_for(user, handle)
