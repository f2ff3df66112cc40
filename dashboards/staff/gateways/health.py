"""How one gateway does: calls, times, troubles, and how many who went there paid."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.text import group_digits
from commerce.foundation.core.validators import mask_iban
from commerce.money.payments.contracts import credentials_entered
from commerce.money.payments.gateways import banks
from commerce.money.payments.health import Calls, Health, gateway_health
from commerce.money.payments.models import Gateway
from dashboards.base.charts import Hour, HourlyChart
from dashboards.base.contracts import CREDENTIALS, bank_name, state_of
from dashboards.base.languages import language
from dashboards.base.screens import RowScreen
from dashboards.staff.gateways.forms import PURPOSES
from dashboards.staff.gateways.lists import NOTHING_ASKED, TRAIL, milliseconds, percent, with_owners
from dashboards.staff.policies import GATEWAYS

OPERATIONS = {
    "request": _("beginning a payment"),
    "verify": _("asking whether it was paid"),
    "inquire": _("asking how it stands"),
    "reverse": _("taking a payment back"),
    "refund": _("sending money back"),
    "find_refund": _("asking about a refund"),
    "unverified": _("listing what is not verified"),
}
WINDOWS = {"": (_("24 hours"), 24), "week": (_("7 days"), 7 * 24)}


class GatewayDetail(RowScreen):
    """A contract and its health."""

    permission_policy = GATEWAYS
    row_key = "slug"
    template_name = "dashboards/staff/gateways/gateway.html"
    header_icon = "key"
    trail = TRAIL

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    @property
    def window(self) -> str:
        wanted = self.request.GET.get("window", "")
        return wanted if wanted in WINDOWS else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gateway = with_owners([self.row])[0]
        hours = last_hours(WINDOWS[self.window][1])
        health = gateway_health(gateway, hours[0])
        return super().get_context_data(**kwargs) | {
            "gateway": gateway,
            "state": state_of(gateway),
            "bank": bank_name(gateway.adapter),
            "purposes": [PURPOSES.get(name, name) for name in gateway.purposes],
            "entered": [CREDENTIALS.get(name, name) for name in credentials_entered(gateway)],
            "windows": [(key, title, key == self.window) for key, (title, _hours) in WINDOWS.items()],
            "fee": percent(gateway.fee_percent / 100, places=3),
            "wages": [wage | {"iban": mask_iban(wage["iban"])} for wage in gateway.wages],
            "health": health,
            "answered": percent(health.total.success_rate),
            "average": milliseconds(health.total.average_ms),
            "paid": percent(health.capture_rate),
            "operations": operations_of(health),
            "troubles": troubles_of(gateway, health),
            "chart": calls_chart(health, hours),
            "is_resting": gateway.rests_until is not None,
            "may_change": GATEWAYS.user_has_permission(self.request.user, "change"),
            "sees_payments": self.request.user.has_perm("payments.view_payment"),
        }


def last_hours(count: int) -> list[datetime]:
    """The last hours by their beginnings in Tehran, the present one included."""
    present = clock.now().astimezone(clock.TEHRAN).replace(minute=0, second=0, microsecond=0)
    return [present - timedelta(hours=ago) for ago in reversed(range(count))]


def calls_chart(health: Health, hours: list[datetime]) -> HourlyChart:
    """Calls by hour; hours with failures stand out."""
    by_hour = dict(health.by_hour)
    calls = [(hour, by_hour.get(hour, NOTHING_ASKED)) for hour in hours]
    return HourlyChart(
        title=gettext("Calls to the bank by hour"),
        key="calls",
        hours=[Hour(hour, one.calls, in_words(one), is_bad=one.failures > 0) for hour, one in calls],
    )


def in_words(calls: Calls) -> str:
    """What happened in an hour: ۱۲ پرسش، ۱ بی‌پاسخ."""
    told = {name: group_digits(getattr(calls, name), language=language()) for name in ("calls", "failures")}
    words = gettext("%(calls)s calls, %(failures)s failed") % told
    return f"{words} · {milliseconds(calls.average_ms)}" if calls.calls else words


def operations_of(health: Health) -> list[dict[str, Any]]:
    """One row for each thing the bank was asked."""
    return [
        {
            "name": OPERATIONS.get(operation, operation),
            "calls": calls.calls,
            "failures": calls.failures,
            "answered": percent(calls.success_rate),
            "average": milliseconds(calls.average_ms),
        }
        for operation, calls in health.by_operation.items()
    ]


def troubles_of(gateway: Gateway, health: Health) -> list[dict[str, Any]]:
    """The last troubles with the bank's own words for its codes."""
    bank = banks.get(gateway.adapter) if gateway.adapter in banks else None
    return [
        {
            "at": trouble.at,
            "operation": OPERATIONS.get(trouble.operation, trouble.operation),
            "code": trouble.code,
            "words": bank.explain(trouble.code) if bank and trouble.code else "",
            "failures": trouble.failures,
        }
        for trouble in health.troubles
    ]
