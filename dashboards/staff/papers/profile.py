"""How the platform itself stands with the tax office."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import PLATFORM
from commerce.money.tax.models import TaxProfile
from commerce.money.tax.selectors import profile_of
from commerce.money.tax.services import set_profile
from dashboards.base.actions import NewRowAction
from dashboards.base.papers import TaxProfileForm, details_in, initial_of
from dashboards.staff.papers.policies import PROFILES


class SetTaxProfile(NewRowAction):
    """Said once, printed on every commission invoice."""

    permission_policy = PROFILES
    page_title = _("Tax profile of the platform")
    header_icon = "cog"
    trail = (("staff:invoices", _("Invoices")),)
    form_class = TaxProfileForm
    intro = _("This stands on every invoice of the platform; earlier ones stay as they are.")
    submit_label = _("Save")
    done = _("The tax profile was saved.")

    @cached_property
    def profile(self) -> TaxProfile:
        return profile_of(owner_kind=PLATFORM.kind, owner_ref=PLATFORM.ref)

    def get_back_url(self) -> str:
        return reverse("staff:invoices")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"profile": self.profile}

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.profile)

    def perform(self, data: dict[str, Any]) -> TaxProfile:
        return set_profile(actor=self.actor, owner_kind=PLATFORM.kind, owner_ref=PLATFORM.ref, details=details_in(data))
