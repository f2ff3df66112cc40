"""A market's own contracts with banks: what is paid there goes straight to the vendor."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.money.payments.contracts import credentials_entered, spoken_banks
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.selectors import gateways_of
from commerce.money.payments.services import change_market_gateway, close_market_gateway, open_market_gateway
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Link, Plain, Toman
from dashboards.base.contracts import (
    CREDENTIALS,
    GatewayState,
    RenewForm,
    SecretsForm,
    TermsForm,
    bank_name,
    state_of,
    terms_now,
)
from dashboards.base.lists import ListScreen
from dashboards.base.screens import GuardedScreen, RowScreen
from dashboards.base.step_up import Delicate
from dashboards.vendor.money.policies import GATEWAYS, MANAGE, MoneySide

TRAIL = (("vendor:money", _("Money")), ("vendor:gateways", _("Own gateway")))
NOT_ALLOWED = _("Your market may not have a gateway of its own; ask the platform for it.")


def gateway_url(gateway: Gateway) -> str:
    return reverse("vendor:gateway", args=[gateway.slug])


class GatewayList(MoneySide, ListScreen):
    """The contracts of the market on screen."""

    permission_policy = GATEWAYS
    model = Gateway
    page_title = _("Own gateway")
    header_icon = "key"
    trail = TRAIL[:1]
    columns = [
        Link("title", label=_("Gateway"), to=gateway_url),
        Plain("adapter", label=_("bank"), accessor=lambda gateway: bank_name(gateway.adapter)),
        GatewayState("state", label=_("State")),
        Toman("min_amount", label=_("Smallest amount")),
        Toman("max_amount", label=_("Largest amount")),
    ]
    empty_title = _("No gateway of your own")

    @cached_property
    def is_allowed(self) -> bool:
        return may_have_own_gateway(kind="market", ref=self.seat.tenant.ref)

    @property
    def empty_text(self) -> Text:  # type: ignore[override]
        return _("With a contract of your own, buyers pay straight to you.") if self.is_allowed else NOT_ALLOWED

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not (self.is_allowed and self.seat.may(MANAGE)):
            return []
        return [HeaderButton(_("Add a gateway"), url=reverse("vendor:gateway_add"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Gateway]:
        return super().get_base_queryset().filter(owner_ref=self.seat.tenant.ref)

    def order_queryset(self, rows: QuerySet[Gateway]) -> QuerySet[Gateway]:
        return rows.order_by("pk")


class ChooseBank(MoneySide, GuardedScreen):
    """With which bank the market has a contract; one for each."""

    permission_policy = GATEWAYS
    action = "add"
    template_name = "dashboards/base/banks.html"
    page_title = _("Add a gateway")
    header_icon = "key"
    trail = TRAIL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        market = self.seat.tenant
        is_allowed = may_have_own_gateway(kind=market.kind, ref=market.ref)
        taken = set(gateways_of(kind=market.kind, ref=market.ref).values_list("adapter", flat=True))
        free = [spoken.bank for spoken in spoken_banks() if is_allowed and spoken.bank not in taken]
        return super().get_context_data(**kwargs) | {
            "banks": [{"name": bank_name(bank), "url": reverse("vendor:gateway_enter", args=[bank])} for bank in free],
            "refusal": "" if is_allowed else NOT_ALLOWED,
        }


class OwnGatewayForm(SecretsForm, TermsForm):
    """A market's contract from the beginning."""

    def arrange(self) -> None:
        super().arrange()
        self.order_fields([*self.spoken.credentials_needed, *self.spoken.credentials_optional])


class EnterGateway(Delicate, MoneySide, NewRowAction):
    permission_policy = GATEWAYS
    header_icon = "key"
    trail = TRAIL
    form_class = OwnGatewayForm
    intro = _("Enter what the bank gave you. It is kept encrypted, and nobody is shown it again.")
    submit_label = _("Save")
    done = _("The gateway was saved.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs["bank"] not in banks:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return gettext("A contract with %(bank)s") % {"bank": bank_name(self.kwargs["bank"])}

    def get_back_url(self) -> str:
        return reverse("vendor:gateways")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bank": self.kwargs["bank"]}

    def get_initial(self) -> dict[str, Any]:
        bank = self.kwargs["bank"]
        return terms_now(Gateway()) | {"title_en": bank.title(), "title_fa": bank_name(bank)}

    def perform(self, data: dict[str, Any]) -> Gateway:
        return open_market_gateway(
            actor=self.actor,
            tenant=self.seat.tenant,
            credentials=self.credentials,
            bank=self.kwargs["bank"],
            secrets=self.sent_form.secrets(),
            terms=self.sent_form.terms(),
        )


class GatewayDetail(MoneySide, RowScreen):
    permission_policy = GATEWAYS
    row_key = "slug"
    template_name = "dashboards/vendor/money/gateway.html"
    header_icon = "key"
    trail = TRAIL

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "gateway": self.row,
            "bank": bank_name(self.row.adapter),
            "state": state_of(self.row),
            "entered": [CREDENTIALS.get(name, name) for name in credentials_entered(self.row)],
            "is_allowed": may_have_own_gateway(kind=self.row.owner_kind, ref=self.row.owner_ref),
            "refusal": NOT_ALLOWED,
        }


class GatewayAction(Delicate, MoneySide, RowAction):
    """One thing done to one contract of the market."""

    permission_policy = GATEWAYS
    row_key = "slug"
    header_icon = "key"
    trail = TRAIL
    submit_label = _("Save")

    def get_back_url(self) -> str:
        return gateway_url(self.row)

    @property
    def named(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "tenant": self.seat.tenant,
            "credentials": self.credentials,
            "slug": self.row.slug,
        }


class EditGateway(GatewayAction):
    page_title = _("Edit the gateway")
    form_class = TermsForm
    done = _("The gateway was saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bank": self.row.adapter}

    def get_initial(self) -> dict[str, Any]:
        return terms_now(self.row)

    def perform(self, data: dict[str, Any]) -> Gateway:
        return change_market_gateway(**self.named, terms=self.sent_form.terms())


class RenewCredentials(GatewayAction):
    page_title = _("Renew the credentials")
    intro = _("What was entered is never shown. What you leave blank stays as it is; open payments go on.")
    form_class = RenewForm
    done = _("The credentials were renewed.")
    is_serious = True

    def get_form_kwargs(self) -> dict[str, Any]:
        entered = credentials_entered(self.row)
        return super().get_form_kwargs() | {"bank": self.row.adapter, "entered": entered}

    def perform(self, data: dict[str, Any]) -> Gateway:
        return change_market_gateway(**self.named, terms={}, secrets=self.sent_form.secrets())


class CloseGateway(GatewayAction):
    page_title = _("Offer it no more")
    intro = _("Buyers can no longer choose it. The bank is still asked about payments that are open there.")
    submit_label = _("Offer it no more")
    done = _("The gateway is off.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Gateway:
        return close_market_gateway(**self.named)
