"""What a market has with the platform, and what it owes it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.selectors import balances_of
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.selectors import gateways_of
from commerce.money.remittances.selectors import bank_accounts_of
from dashboards.base.contracts import bank_name, state_of
from dashboards.base.screens import GuardedScreen
from dashboards.vendor.money.policies import ACCOUNTS, MONEY, MoneySide

TITLES = {"vendor_held": _("Held"), "vendor_free": _("Free"), "vendor_debt": _("Debt")}
MEANINGS = {
    "vendor_held": _("Your share of paid orders, kept until the time for returns is over."),
    "vendor_free": _("What you may be paid; a late refund takes from it."),
    "vendor_debt": _("The platform's share of money that reached you directly: cash, or your own gateway."),
}


class Money(MoneySide, GuardedScreen):
    """Held, free and owed, each with a word of explanation."""

    permission_policy = MONEY
    template_name = "dashboards/vendor/money/overview.html"
    page_title = _("Money")
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        market = self.seat.tenant
        refs = {kind: AccountRef(kind, market.kind, market.ref) for kind in ACCOUNTS}
        balances = balances_of(list(refs.values()))
        gateways = gateways_of(kind=market.kind, ref=market.ref).order_by("pk")
        return super().get_context_data(**kwargs) | {
            "accounts": [
                {
                    "kind": kind,
                    "title": TITLES[kind],
                    "meaning": MEANINGS[kind],
                    "balance": balances[ref],
                    "is_bad": (kind == "vendor_debt" and balances[ref] > 0) or balances[ref] < 0,
                }
                for kind, ref in refs.items()
            ],
            "gateways": [{"row": row, "bank": bank_name(row.adapter), "state": state_of(row)} for row in gateways],
            "may_have_gateway": may_have_own_gateway(kind=market.kind, ref=market.ref),
            "bank_accounts": bank_accounts_of(**self.owner).order_by("-is_default", "-pk"),
        }
