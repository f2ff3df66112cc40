"""All contracts with banks, and how each did since yesterday."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.foundation.core.text import group_digits
from commerce.money.payments.contracts import spoken_banks
from commerce.money.payments.health import Calls, calls_of
from commerce.money.payments.models import Gateway
from dashboards.base.columns import Column, Link, Number, Plain
from dashboards.base.contracts import GatewayState, bank_name
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import GuardedScreen
from dashboards.base.templatetags.asoud import fa_digits
from dashboards.staff.policies import GATEWAYS
from dashboards.staff.remittances.owners import Named, name_owners

TRAIL = (("staff:gateways", _("Gateways")),)
NOTHING_ASKED = Calls(calls=0, failures=0, milliseconds=0)


def gateway_url(gateway: Gateway) -> str:
    return reverse("staff:gateway", args=[gateway.slug])


def percent(rate: Decimal | None, *, places: int = 1) -> str:
    """A share as people read it: ۹۸٫۵٪."""
    if rate is None:
        return "—"
    number = f"{100 * rate:.{places}f}".rstrip("0").rstrip(".")
    return fa_digits(number).replace(".", "٫") + "٪" if language() == "fa" else f"{number}%"


def milliseconds(number: int | None) -> str:
    """A time in milliseconds, with its unit."""
    return "—" if number is None else gettext("%(number)s ms") % {"number": group_digits(number, language=language())}


def with_owners(gateways: list[Any]) -> list[Any]:
    """Give every gateway its `owner` by name."""
    for gateway in name_owners(gateways):
        if gateway.owner_kind == "platform":
            gateway.owner = Named(_("The platform"))
    return gateways


class GatewayList(ListScreen):
    """Contracts with banks, in the order that shoppers see them."""

    permission_policy = GATEWAYS
    model = Gateway
    page_title = _("Gateways")
    header_icon = "key"
    tabs = {
        "": (_("All"), {}),
        "platform": (_("The platform's"), {"owner_kind": "platform"}),
        "markets": (_("Of markets"), {"owner_kind": "market"}),
        "resting": (_("Resting"), {"rests_until__isnull": False}),
    }
    columns = [
        Link("title", label=_("Gateway"), to=gateway_url),
        Plain("adapter", label=_("bank"), accessor=lambda gateway: bank_name(gateway.adapter)),
        Plain("owner", label=_("Owner")),
        GatewayState("state", label=_("State")),
        Column("success", label=_("Answered, 24 hours"), accessor=lambda gateway: percent(gateway.calls.success_rate)),
        Column("time", label=_("Average time"), accessor=lambda gateway: milliseconds(gateway.calls.average_ms)),
        Number("position", label=_("position")),
    ]
    empty_title = _("No gateways yet")
    empty_text = _("Add the platform's first contract with a bank; shoppers pay through it.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not GATEWAYS.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Add a gateway"), url=reverse("staff:gateway_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[Gateway]) -> QuerySet[Gateway]:
        return rows.order_by("position", "pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        calls = calls_of(rows, clock.now() - timedelta(days=1))
        for gateway in rows:
            gateway.calls = calls.get(gateway.pk, NOTHING_ASKED)
        return with_owners(rows)


class ChooseBank(GuardedScreen):
    """With which bank the new contract is."""

    permission_policy = GATEWAYS
    action = "change"
    template_name = "dashboards/base/banks.html"
    page_title = _("Add a gateway")
    header_icon = "key"
    trail = TRAIL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        banks = [
            {"name": bank_name(spoken.bank), "url": reverse("staff:gateway_enter", args=[spoken.bank])}
            for spoken in spoken_banks()
        ]
        return super().get_context_data(**kwargs) | {"banks": banks}
