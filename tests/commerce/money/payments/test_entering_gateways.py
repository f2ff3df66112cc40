"""Contracts with banks as staff and markets enter and change them; what was entered is never shown again."""

import io
import json
from decimal import Decimal

import pytest
from django.utils import timezone
from PIL import Image

from commerce.foundation.accounts.models import Session
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.money.payments.errors import GatewayExists
from commerce.money.payments.models import Gateway
from commerce.money.payments.selectors import usable_gateways
from commerce.money.payments.services import change_gateway, enter_gateway
from commerce.shop.markets.services import allow_own_gateway
from tests.factories import bearer, make_market, make_member, mina, omid

pytestmark = pytest.mark.django_db

REZA = Actor(kind="user", ref="reza", rights=frozenset({"payments.change_gateway"}))
STAFF = Actor(kind="user", ref="reza", rights=frozenset({"markets.publish_market"}))
TITLES = {"title_fa": "سداد", "title_en": "Sadad"}
SECRETS = {"merchant_id": "m-777", "terminal_id": "t-888", "terminal_key": "k-999"}


def enter(**told) -> Gateway:
    fields = {"slug": "sadad", "bank": "sadad", "secrets": SECRETS, "terms": TITLES, **told}
    return enter_gateway(actor=fields.pop("actor", REZA), **fields)


def kept(gateway: Gateway) -> dict[str, str]:
    gateway.refresh_from_db()
    return json.loads(gateway.credentials)


def problems(caught) -> dict[str, list[str]]:
    return {field: [one["code"] for one in found] for field, found in caught.value.extra["errors"].items()}


def test_staff_enter_a_contract_with_all_that_was_agreed(shelf):
    gateway = enter(
        terms={
            **TITLES,
            "is_test": True,
            "position": 3,
            "purposes": ["thing"],
            "fee_percent": Decimal("0.25"),
            "fee_fixed": 1_000,
            "fee_most": 40_000,
            "pay_within_seconds": 900,
            "ask_for_seconds": 3_600,
            "wages": [{"iban": "IR820540102680020817909002", "percent": "10", "description": "x"}],
        }
    )

    gateway.refresh_from_db()
    assert (gateway.adapter, gateway.owner_kind, gateway.purposes) == ("sadad", "platform", ["thing"])
    assert (gateway.fee_percent, gateway.fee_most) == (Decimal("0.250"), 40_000)
    assert kept(gateway) == SECRETS
    assert list(usable_gateways(purpose="thing")) == [gateway]


def test_a_contract_whose_receipts_name_no_order_has_one_row():
    told = {"bank": "sep", "terms": TITLES, "secrets": {"terminal_id": "4321"}}
    enter(slug="sep", **told)
    market = Tenant(kind="market", ref="m-1")
    second = enter(slug="sep-2", **{**told, "secrets": {"terminal_id": "1234"}})

    for act in (
        lambda: enter(slug="sep-3", **told),
        lambda: enter(slug="sep-4", owner=market, **told),
        lambda: change_gateway(actor=REZA, slug=second.slug, changes={}, secrets={"terminal_id": "4321"}),
    ):
        with pytest.raises(GatewayExists):
            act()
    assert kept(second) == {"terminal_id": "1234"}


def test_the_trail_tells_what_was_entered_and_no_secret():
    enter()
    change_gateway(
        actor=REZA,
        slug="sadad",
        changes={"wages": [{"iban": "IR820540102680020817909002", "percent": 5}]},
        secrets={"terminal_key": "k-000", "merchant_id": ""},
    )

    opened, changed = AuditEntry.objects.filter(subject_ref="sadad").order_by("pk")
    assert (opened.action, opened.data["credentials"]) == ("gateway.opened", sorted(SECRETS))
    assert (changed.action, changed.data["credentials"]) == ("gateway.changed", ["terminal_key"])
    trail = json.dumps([opened.data, changed.data])
    assert not [secret for secret in (*SECRETS.values(), "k-000", "IR820540102680020817909002") if secret in trail]


def test_credentials_left_blank_stay_as_they_are():
    gateway = enter(secrets={**SECRETS, "old_paths": "yes"})

    change_gateway(actor=REZA, slug="sadad", changes={}, secrets={"terminal_key": " k-000 ", "merchant_id": ""})
    assert kept(gateway) == {**SECRETS, "terminal_key": "k-000", "old_paths": "yes"}
    change_gateway(actor=REZA, slug="sadad", changes={}, secrets={"old_paths": None})

    assert kept(gateway) == {**SECRETS, "terminal_key": "k-000"}


@pytest.mark.parametrize(
    ("secrets", "problem"),
    [
        ({}, {"merchant_id": ["required"], "terminal_id": ["required"], "terminal_key": ["required"]}),
        ({**SECRETS, "terminal_id": " "}, {"terminal_id": ["required"]}),
        ({**SECRETS, "colour": "red"}, {"colour": ["unknown_field"]}),
        ({**SECRETS, "terminal_id": "a\nb"}, {"terminal_id": ["invalid"]}),
        ({**SECRETS, "terminal_id": "1" * 501}, {"terminal_id": ["invalid"]}),
    ],
)
def test_what_the_bank_needs_has_to_be_entered(secrets, problem):
    with pytest.raises(InvalidInput) as caught:
        enter(secrets=secrets)

    assert problems(caught) == problem
    assert not Gateway.objects.exists()


def test_what_is_needed_is_not_forgotten():
    enter()

    with pytest.raises(InvalidInput):
        change_gateway(actor=REZA, slug="sadad", changes={}, secrets={"terminal_key": None})


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"title_fa": " "}, "title_fa"),
        ({"title_en": "x" * 81}, "title_en"),
        ({"min_amount": 10, "max_amount": 9}, "max_amount"),
        ({"min_amount": 0}, "max_amount"),
        ({"fee_percent": Decimal(100)}, "fee_percent"),
        ({"fee_percent": Decimal("0.0001")}, "fee_percent"),
        ({"fee_fixed": -1}, "fee_fixed"),
        ({"fee_fixed": None}, "fee_fixed"),
        ({"fee_most": -1}, "fee_most"),
        ({"pay_within_seconds": 59}, "pay_within_seconds"),
        ({"ask_for_seconds": 604_801}, "ask_for_seconds"),
        ({"purposes": ["order", "nonsense"]}, "purposes"),
        ({"wages": [{"iban": "IR00", "percent": 5}]}, "wages"),
        ({"logo": io.BytesIO(b"<svg/>")}, "logo"),
        ({"slug": "other"}, "slug"),
        ({"credentials": "{}"}, "credentials"),
    ],
)
def test_what_cannot_be_agreed_is_refused_by_its_field(terms, field):
    enter()

    with pytest.raises(InvalidInput) as caught:
        change_gateway(actor=REZA, slug="sadad", changes=terms)

    assert list(problems(caught)) == [field]


@pytest.mark.parametrize(("told", "field"), [({"slug": "Sa dad"}, "slug"), ({"bank": "payir"}, "bank")])
def test_a_contract_has_a_slug_and_a_bank_that_is_spoken(told, field):
    with pytest.raises(InvalidInput) as caught:
        enter(**told)

    assert list(problems(caught)) == [field]


def test_a_slug_is_given_once_and_only_by_those_who_may():
    enter()

    with pytest.raises(GatewayExists):
        enter()
    for act in (lambda: enter(actor=STAFF), lambda: change_gateway(actor=STAFF, slug="sadad", changes={})):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(NotFound):
        change_gateway(actor=REZA, slug="none", changes={})


def test_a_logo_is_written_anew_and_shown(client):
    picture = io.BytesIO()
    Image.new("RGB", (600, 300), "red").save(picture, "PNG")
    picture.seek(0)

    enter(terms={**TITLES, "logo": picture})
    shown = client.get("/api/v1/gateways/?purpose=thing").json()["results"][0]
    change_gateway(actor=REZA, slug="sadad", changes={"logo": None})

    assert shown["method"] == "gateway"
    assert shown["logo"].endswith(".webp")
    assert client.get("/api/v1/gateways/?purpose=thing").json()["results"][0]["logo"] is None


def test_staff_enter_a_contract_of_a_market():
    gateway = enter(slug="mina-sadad", owner=Tenant(kind="market", ref="m1"))

    assert (gateway.owner_kind, gateway.owner_ref) == ("market", "m1")
    assert list(usable_gateways()) == []


# --- A market's own gateway


@pytest.fixture
def market():
    shop = make_market(mina(), "mina-shop")
    return allow_own_gateway(actor=STAFF, market=shop, allowed=True)


@pytest.fixture
def owner(market):
    client = bearer(mina(), audience="vendor")
    Session.objects.filter(user=mina()).update(stepped_up_at=timezone.now())
    return client


HERE = "/api/v1/vendor/mina-shop/gateway/"
ASKED = {"bank": "sadad", "credentials": SECRETS, **TITLES, "max_amount": 50_000_000}


def open_own(owner, **told):
    return owner.post(HERE, {**ASKED, **told}, format="json")


def test_a_market_opens_its_own_gateway_and_sees_no_secret_again(owner, market):
    opened = open_own(owner)
    listed = owner.get(HERE)

    assert opened.status_code == 201
    assert listed.json()["gateways"] == [opened.json()]
    assert opened.json()["credentials_entered"] == sorted(SECRETS)
    assert listed.json()["is_allowed"] is True
    assert {
        "bank": "sadad",
        "credentials_needed": ["merchant_id", "terminal_id", "terminal_key"],
        "credentials_optional": ["old_paths"],
    } in listed.json()["banks"]
    assert not [secret for secret in SECRETS.values() if secret in (opened.content + listed.content).decode()]
    gateway = Gateway.objects.get()
    assert (gateway.owner_kind, gateway.owner_ref, kept(gateway)) == ("market", market.public_id, SECRETS)
    assert list(usable_gateways()) == []


def test_it_is_changed_and_its_credentials_are_renewed(owner):
    slug = open_own(owner).json()["slug"]

    changed = owner.patch(
        f"{HERE}{slug}/",
        {"title_en": "Ours", "credentials": {"terminal_key": "k-1", "merchant_id": ""}, "is_active": False},
        format="json",
    )

    assert (changed.status_code, changed.json()["title_en"], changed.json()["is_active"]) == (200, "Ours", False)
    assert kept(Gateway.objects.get()) == {**SECRETS, "terminal_key": "k-1"}


def test_it_is_closed_and_kept_for_what_is_open_there(owner):
    slug = open_own(owner).json()["slug"]

    assert owner.delete(f"{HERE}{slug}/").status_code == 204

    assert (Gateway.objects.get().is_active, owner.get(HERE).json()["gateways"][0]["is_active"]) == (False, False)
    assert AuditEntry.objects.filter(subject_ref=slug, tenant_kind="market").count() == 2


def test_a_market_has_one_gateway_for_each_bank(owner):
    open_own(owner)

    again = open_own(owner)
    other = open_own(owner, bank="sep", credentials={"terminal_id": "1234"})

    assert (again.status_code, again.json()["code"]) == (409, "gateway_exists")
    assert other.status_code == 201


def test_what_the_market_may_not_decide_is_refused(owner):
    assert open_own(owner, bank="payir").status_code == 400
    assert open_own(owner, credentials={}).json()["errors"].keys() == SECRETS.keys()
    assert not Gateway.objects.exists()


def test_only_markets_that_staff_let_have_one(owner, market):
    slug = open_own(owner).json()["slug"]
    allow_own_gateway(actor=STAFF, market=market, allowed=False)

    refused = [open_own(owner, bank="sep"), owner.patch(f"{HERE}{slug}/", {"is_active": True}, format="json")]

    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(409, "own_gateway_not_allowed")] * 2
    assert owner.get(HERE).json()["is_allowed"] is False
    assert owner.delete(f"{HERE}{slug}/").status_code == 204
    with pytest.raises(Forbidden):
        allow_own_gateway(actor=REZA, market=market, allowed=True)


def test_a_fresh_code_is_needed(owner):
    slug = open_own(owner).json()["slug"]
    Session.objects.update(stepped_up_at=None)

    answers = [
        open_own(owner, bank="sep", credentials={"terminal_id": "1"}),
        owner.patch(f"{HERE}{slug}/", {"title_en": "x"}, format="json"),
        owner.delete(f"{HERE}{slug}/"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "step_up_required")] * 3
    assert Gateway.objects.get().is_active


def test_nobody_else_touches_it(owner, market):
    slug = open_own(owner).json()["slug"]
    make_market(omid(), "omid-shop")
    stranger, clerk, shopper = (
        bearer(omid(), audience="vendor"),
        bearer(make_member(market), audience="vendor"),
        bearer(mina()),
    )
    Session.objects.update(stepped_up_at=timezone.now())

    for client, status in ((stranger, 404), (clerk, 403), (shopper, 403)):
        assert client.get(HERE).status_code == status
        assert open_own(client).status_code == status
        assert client.patch(f"{HERE}{slug}/", {"is_active": False}, format="json").status_code == status
        assert client.delete(f"{HERE}{slug}/").status_code == status
    there = f"/api/v1/vendor/omid-shop/gateway/{slug}/"
    assert stranger.patch(there, {"is_active": False}, format="json").status_code == 404
    assert stranger.delete(there).status_code == 404
    assert Gateway.objects.get().is_active
