"""Who may say what the law takes, and who a seller is to the tax office."""

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import Forbidden, NotFound

SET_RATE = "tax.add_taxrate"
SET_PROFILE = "tax.change_taxprofile"
OWN_PROFILE = "market.manage"


def require_set_rate(actor: Actor) -> None:
    """Say no to whoever may not set rates."""
    if actor.kind != "system" and SET_RATE not in actor.rights:
        raise Forbidden(wanted_right=SET_RATE)


def require_set_profile(*, actor: Actor, tenant: Tenant | None, owner_kind: str, owner_ref: str) -> None:
    """Say no to whoever is neither staff with the right nor the owner itself."""
    if tenant is None:
        if actor.kind != "system" and SET_PROFILE not in actor.rights:
            raise Forbidden(wanted_right=SET_PROFILE)
        return
    if (tenant.kind, tenant.ref) != (owner_kind, owner_ref):
        raise NotFound
    if OWN_PROFILE not in tenant.rights:
        raise Forbidden(wanted_right=OWN_PROFILE)
