"""Contracts with banks on screen: entering, changing, renewing, health; no secret ever comes back."""

import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from commerce.foundation.audit.models import AuditEntry
from commerce.money.payments.models import Gateway, GatewayPulse, Payment
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import make_market, person, sara
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db

IBAN = "IR820540102680020817909002"
TERMS = {
    "title_fa": "درگاه",
    "title_en": "Gate",
    "is_active": "on",
    "position": "۳",
    "min_amount": "1,000",
    "max_amount": "۵۰٬۰۰۰٬۰۰۰",
}
SECRETS = {"merchant_id": "m-777", "terminal_id": "t-888", "terminal_key": "k-999"}
SADAD = {**TERMS, **SECRETS, "slug": "sadad"}


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(first_name="رئیس"), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def now_of(gateway):
    gateway.refresh_from_db()
    return gateway


def beat(gateway, *, ago=timedelta(), operation="request", trouble="", times=1):
    for _time in range(times):
        GatewayPulse.objects.beat(
            gateway_id=gateway.pk,
            minute=(timezone.now() - ago).replace(second=0, microsecond=0),
            operation=operation,
            milliseconds=200,
            trouble=trouble,
        )


def picture():
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, format="PNG")
    out.seek(0)
    out.name = "logo.png"
    return out


def test_a_contract_is_entered_with_what_its_bank_gave(desk):
    choice = desk.get(to("gateway_add")).content.decode()
    form = desk.get(to("gateway_enter", "sadad")).content.decode()
    answer = desk.post(to("gateway_enter", "sadad"), SADAD)

    gateway = Gateway.objects.get(slug="sadad")
    page = desk.get(answer.url).content.decode()
    assert to("gateway_enter", "sadad") in choice
    assert 'name="terminal_key"' in form
    assert form.count('type="password"') == 3
    assert answer.url == to("gateway", "sadad")
    assert json.loads(gateway.credentials) == SECRETS
    assert (gateway.owner_kind, gateway.position, gateway.max_amount) == ("platform", 3, 500_000_000)
    assert not [secret for secret in SECRETS.values() if secret in page]


def test_what_is_missing_is_asked_for_and_what_was_typed_secretly_is_not_repeated(desk):
    answer = desk.post(to("gateway_enter", "sadad"), {**SADAD, "terminal_id": "", "terminal_key": "very-secret"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "terminal_id" in answer.context["form"].errors
    assert "very-secret" not in page
    assert Gateway.objects.count() == 0


def test_a_bank_that_nobody_speaks_is_not_there(desk):
    assert desk.get(to("gateway_enter", "nobank")).status_code == 404


def test_a_contract_of_a_market_is_entered_for_it(desk):
    market = make_market(handle="tea")

    stranger = desk.post(to("gateway_enter", "sadad"), {**SADAD, "market": "nowhere"})
    desk.post(to("gateway_enter", "sadad"), {**SADAD, "market": "tea"})

    assert "market" in stranger.context["form"].errors
    assert Gateway.objects.get().owner_ref == market.public_id
    assert market.name in desk.get(to("gateways"), {"tab": "markets"}).content.decode()


def test_all_that_is_agreed_is_changed(desk):
    gateway = make_gateway()
    wages = f"{IBAN} ۱۰ انبار\n"
    fees = {"fee_percent": "۰٫۲۵", "fee_fixed": "100", "fee_most": "4,000"}

    desk.post(
        to("gateway_edit", gateway.slug),
        {**TERMS, **fees, "wages": wages, "purposes": ["order"], "pay_within_seconds": "900", "logo": picture()},
    )

    changed = now_of(gateway)
    assert (changed.title_fa, changed.min_amount) == ("درگاه", 10_000)
    assert (str(changed.fee_percent), changed.fee_fixed, changed.fee_most) == ("0.250", 1_000, 40_000)
    assert changed.wages == [{"iban": IBAN, "percent": "10", "description": "انبار"}]
    assert (changed.purposes, changed.pay_within_seconds, changed.ask_for_seconds) == (["order"], 900, None)
    assert changed.logo.name
    assert AuditEntry.objects.filter(action="gateway.changed").count() == 1
    assert IBAN in desk.get(to("gateway_edit", gateway.slug)).content.decode()


def test_a_logo_stays_until_it_is_taken_away(desk):
    gateway = make_gateway()
    desk.post(to("gateway_edit", gateway.slug), {**TERMS, "logo": picture()})
    desk.post(to("gateway_edit", gateway.slug), TERMS)
    kept = now_of(gateway).logo.name
    desk.post(to("gateway_edit", gateway.slug), {**TERMS, "remove_logo": "on"})

    assert kept
    assert not now_of(gateway).logo


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("max_amount", "5"),
        ("fee_percent", "much"),
        ("fee_percent", "100"),
        ("wages", "IR00 10"),
        ("wages", IBAN),
        ("pay_within_seconds", "5"),
        ("purposes", ["parking"]),
    ],
)
def test_what_cannot_be_agreed_is_said_beside_its_field(desk, field, typed):
    gateway = make_gateway()

    answer = desk.post(to("gateway_edit", gateway.slug), {**TERMS, field: typed})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert now_of(gateway).title_fa == "بانک آزمون"


def test_credentials_are_renewed_one_by_one_and_never_shown(desk):
    gateway = make_gateway()
    Gateway.objects.update(credentials='{"merchant_id": "top-secret", "access_token": "old-token"}')

    page = desk.get(to("gateway_renew", gateway.slug)).content.decode()
    nothing = desk.post(to("gateway_renew", gateway.slug), {})
    desk.post(to("gateway_renew", gateway.slug), {"access_token": "new-token"})
    renewed = json.loads(now_of(gateway).credentials)
    desk.post(to("gateway_renew", gateway.slug), {"forget_access_token": "on"})

    assert "top-secret" not in page
    assert "old-token" not in page
    assert nothing.status_code == 422
    assert renewed == {"merchant_id": "top-secret", "access_token": "new-token"}
    assert json.loads(now_of(gateway).credentials) == {"merchant_id": "top-secret"}


def test_the_health_of_a_bank_is_seen(desk):
    gateway = make_gateway()
    beat(gateway, times=3)
    beat(gateway, operation="verify", trouble="-51")
    beat(gateway, ago=timedelta(days=3), times=6)
    for status in ("captured", "failed", "created"):
        Payment.objects.create(
            purpose="order",
            reference=status,
            payer=sara(),
            method="gateway",
            gateway=gateway,
            amount=10_000,
            status=status,
            deadline_at=timezone.now(),
        )

    day = desk.get(to("gateway", gateway.slug))
    week = desk.get(to("gateway", gateway.slug), {"window": "week"})

    listed = desk.get(to("gateways")).content.decode()
    assert (day.context["health"].total.calls, week.context["health"].total.calls) == (4, 10)
    assert (day.context["answered"], day.context["paid"]) == ("۷۵٪", "۵۰٪")
    assert "-51" in day.content.decode()
    assert (len(day.context["chart"].bars), len(week.context["chart"].bars)) == (24, 168)
    assert sum(bar.value for bar in week.context["chart"].bars) == 10
    assert "۷۵٪" in listed


def test_a_resting_bank_is_offered_again_by_hand(desk):
    gateway = make_gateway()
    Gateway.objects.update(rests_until=timezone.now() + timedelta(hours=1), failures_in_row=5)

    page = desk.get(to("gateway", gateway.slug)).content.decode()
    desk.post(to("gateway_offer", gateway.slug))
    again = desk.post(to("gateway_offer", gateway.slug))

    assert to("gateway_offer", gateway.slug) in page
    assert (now_of(gateway).rests_until, gateway.failures_in_row) == (None, 0)
    assert again.status_code == 422
    assert AuditEntry.objects.filter(action="gateway.offered_again").count() == 1
