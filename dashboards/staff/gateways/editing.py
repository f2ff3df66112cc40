"""Entering a contract with a bank, changing it, and renewing its credentials."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import PLATFORM, Tenant
from commerce.money.payments.contracts import credentials_entered
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.money.payments.services import change_gateway, enter_gateway
from commerce.money.payments.services.resting import end_rest
from commerce.shop.markets.models import Market
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.contracts import RenewForm, bank_name
from dashboards.staff.gateways.forms import GatewayForm, NewGatewayForm, gateway_now
from dashboards.staff.gateways.lists import TRAIL, gateway_url
from dashboards.staff.policies import GATEWAYS


class EnterGateway(NewRowAction):
    """A new contract, of the platform or of a market."""

    permission_policy = GATEWAYS
    action = "change"
    header_icon = "key"
    trail = (*TRAIL, ("staff:gateway_add", _("Add a gateway")))
    form_class = NewGatewayForm
    submit_label = _("Save")
    done = _("The gateway was saved.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs["bank"] not in banks:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return gettext("A contract with %(bank)s") % {"bank": bank_name(self.kwargs["bank"])}

    def get_back_url(self) -> str:
        return gateway_url(self.outcome) if hasattr(self, "outcome") else self.get_trail()[0]["url"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bank": self.kwargs["bank"]}

    def get_initial(self) -> dict[str, Any]:
        bank = self.kwargs["bank"]
        return gateway_now(Gateway()) | {"slug": bank, "title_en": bank.title(), "title_fa": bank_name(bank)}

    def perform(self, data: dict[str, Any]) -> Gateway:
        return enter_gateway(
            actor=self.actor,
            slug=data["slug"],
            bank=self.kwargs["bank"],
            secrets=self.sent_form.secrets(),
            terms=self.sent_form.terms(),
            owner=owner_of(data["market"]),
        )


class GatewayAction(RowAction):
    """One thing done to one contract."""

    permission_policy = GATEWAYS
    row_key = "slug"
    header_icon = "key"
    trail = TRAIL

    def get_back_url(self) -> str:
        return gateway_url(self.row)

    def get_trail(self) -> list[dict[str, Any]]:
        return [*super().get_trail(), {"url": gateway_url(self.row), "label": self.row.title}]


class EditGateway(GatewayAction):
    page_title = _("Edit the gateway")
    form_class: type[forms.Form] = GatewayForm
    submit_label = _("Save")
    done = _("The gateway was saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bank": self.row.adapter}

    def get_initial(self) -> dict[str, Any]:
        return gateway_now(self.row)

    def perform(self, data: dict[str, Any]) -> Gateway:
        return change_gateway(actor=self.actor, slug=self.row.slug, changes=self.sent_form.terms())


class RenewCredentials(GatewayAction):
    page_title = _("Renew the credentials")
    intro = _("What was entered is never shown. What you leave blank stays as it is; open payments go on.")
    form_class: type[forms.Form] = RenewForm
    submit_label = _("Save")
    done = _("The credentials were renewed.")
    is_serious = True

    def get_form_kwargs(self) -> dict[str, Any]:
        entered = credentials_entered(self.row)
        return super().get_form_kwargs() | {"bank": self.row.adapter, "entered": entered}

    def perform(self, data: dict[str, Any]) -> Gateway:
        return change_gateway(actor=self.actor, slug=self.row.slug, changes={}, secrets=self.sent_form.secrets())


class OfferAgain(GatewayAction):
    page_title = _("Offer it again now")
    intro = _("The bank failed several times in a row and rests. Shoppers may choose it again at once.")
    submit_label = _("Offer it again")
    done = _("The gateway is offered again.")

    def perform(self, data: dict[str, Any]) -> Gateway:
        return end_rest(actor=self.actor, slug=self.row.slug)


def owner_of(market: Market | None) -> Tenant:
    """Whose the contract is."""
    return Tenant(kind="market", ref=market.public_id) if market else PLATFORM
