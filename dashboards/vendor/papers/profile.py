"""How the market stands with the tax office."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.money.tax.models import TaxProfile
from commerce.money.tax.selectors import profile_of
from commerce.money.tax.services import set_profile
from dashboards.base.actions import NewRowAction
from dashboards.base.papers import TaxProfileForm, details_in, initial_of
from dashboards.vendor.papers.policies import PROFILE, PaperSide


class SetTaxProfile(PaperSide, NewRowAction):
    """Said once, printed on every invoice; what was sold before keeps the tax it had."""

    permission_policy = PROFILE
    page_title = _("Tax profile")
    header_icon = "cog"
    trail = (("vendor:invoices", _("Invoices")),)
    form_class = TaxProfileForm
    intro = _(
        "This stands on every invoice. Only a seller who is registered takes VAT; earlier sales stay as they are."
    )
    submit_label = _("Save")
    done = _("The tax profile was saved.")

    @property
    def owner(self) -> dict[str, str]:
        return {"owner_kind": self.seat.tenant.kind, "owner_ref": self.seat.tenant.ref}

    @cached_property
    def profile(self) -> TaxProfile:
        return profile_of(**self.owner)

    def get_back_url(self) -> str:
        return reverse("vendor:invoices")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"profile": self.profile}

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.profile)

    def perform(self, data: dict[str, Any]) -> TaxProfile:
        return set_profile(actor=self.actor, tenant=self.seat.tenant, details=details_in(data), **self.owner)
