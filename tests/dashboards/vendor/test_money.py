"""A market's money: what it has and owes, its lines in the books, its own gateway, its bank accounts."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.foundation.audit.models import AuditEntry
from commerce.money.ledger.chart import AccountRef
from commerce.money.payments.models import Gateway
from commerce.money.remittances.models import BankAccount
from commerce.shop.markets.models import Market, Membership
from dashboards.base.step_up import CONFIRMED
from tests.commerce.money.books import CLEARING, transfer
from tests.commerce.money.outgoing import IBANS
from tests.dashboards.desk import desk_of, in_group, staff_desk_of
from tests.dashboards.vendor.market_money import bank_account_of, gateway_of
from tests.factories import Phone, make_member, person

pytestmark = pytest.mark.django_db

SADAD = {
    "merchant_id": "m-777",
    "terminal_id": "t-888",
    "terminal_key": "k-999",
    "title_fa": "درگاه ما",
    "title_en": "Ours",
    "is_active": "on",
    "min_amount": "1,000",
    "max_amount": "5,000,000",
}


def to(name, *ids):
    return reverse(f"vendor:{name}", args=ids)


def confirmed(client):
    """A browser in which a fresh code was typed just now."""
    session = client.session
    session[CONFIRMED] = {"by": int(session["_auth_user_id"]), "at": timezone.now().isoformat()}
    session.save()
    return client


def allow(shop):
    Market.objects.filter(pk=shop.market.pk).update(may_have_own_gateway=True)


def now_of(row):
    row.refresh_from_db()
    return row


@pytest.fixture
def code_sent(ours, django_capture_on_commit_callbacks):
    """Ask for a code; answers the page and what came to the owner's phone."""

    def ask(client):
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(reverse("desk:step_up"), {"send": "1", "next": to("bank_account_add")})
        return sent, Phone(ours.owner.mobile).code

    return ask


def test_an_owner_sees_what_is_held_free_and_owed(ours):
    free = AccountRef("vendor_free", "market", ours.market.public_id)
    transfer(free, CLEARING, 70_000)

    page = desk_of(ours.owner).get(to("money"))

    earnings = page.context["earnings"]
    assert earnings.held > 0
    assert (earnings.free, earnings.debt) == (70_000, 0)
    assert "۷٬۰۰۰ تومان" in page.content.decode()


def test_a_clerk_is_shown_no_money_even_of_the_second_market(ours, theirs):
    Membership.objects.create(market=theirs.market, user=ours.owner, role="clerk")
    client = desk_of(ours.owner)
    client.post(reverse("desk:market"), {"handle": theirs.market.handle})

    assert desk_of(ours.clerk).get(to("money")).status_code == 403
    assert client.get(to("money")).status_code == 403
    assert client.get(to("bank_account_add")).status_code == 403
    assert list(client.get(to("entries")).context["object_list"]) == []


def test_every_line_says_what_stood_after_it(ours):
    free = AccountRef("vendor_free", "market", ours.market.public_id)
    for amount in (30_000, 20_000):
        transfer(free, CLEARING, amount)
    transfer(CLEARING, free, 10_000)
    client = desk_of(ours.owner)

    held = client.get(to("entries"))
    lines = client.get(to("entries"), {"tab": "free"}).context["object_list"]

    assert to("order", ours.order.public_id) in held.content.decode()
    assert [(line.moved, line.balance) for line in lines] == [(-10_000, 40_000), (20_000, 50_000), (30_000, 30_000)]


def test_lines_are_narrowed_by_jalali_days_and_leave_as_a_spreadsheet(ours, theirs):
    client = desk_of(ours.owner)

    before = client.get(to("entries"), {"until": "۱۴۰۰/۰۱/۰۱"}).context["object_list"]
    since = client.get(to("entries"), {"since": "1400/01/01"}).context["object_list"]
    body = b"".join(client.get(to("entries"), {"export": "csv"}).streaming_content).decode()

    assert (len(before), len(since)) == (0, 1)
    assert ours.order.order.number in body
    assert theirs.order.order.number not in body


def test_a_delicate_form_opens_after_a_code_from_the_phone(ours, code_sent):
    client = desk_of(ours.owner)
    closed = client.get(to("bank_account_add"))
    refused = client.post(to("bank_account_add"), {"iban": IBANS[0], "holder": "امید"})

    sent, code = code_sent(client)
    wrong = client.post(reverse("desk:step_up"), {"code": "000000", "next": to("bank_account_add")})
    right = client.post(reverse("desk:step_up"), {"code": code, "next": to("bank_account_add")})

    assert (closed.status_code, refused.status_code) == (200, 403)
    assert 'name="iban"' not in closed.content.decode()
    assert (sent.status_code, wrong.status_code) == (200, 422)
    assert right.url == to("bank_account_add")
    assert 'name="iban"' in client.get(right.url).content.decode()
    assert BankAccount.objects.count() == 0


def test_a_code_leads_to_no_strange_place(ours, code_sent):
    client = desk_of(ours.owner)
    _sent, code = code_sent(client)

    answer = client.post(reverse("desk:step_up"), {"code": code, "next": "https://evil.example/"})

    assert answer.url == reverse("wagtailadmin_home")


def test_a_bank_account_is_added_made_default_and_removed(ours):
    client = confirmed(desk_of(ours.owner))

    wrong = client.post(to("bank_account_add"), {"iban": "IR00", "holder": "امید"})
    client.post(to("bank_account_add"), {"iban": IBANS[0].lower(), "holder": "امید"})
    twice = client.post(to("bank_account_add"), {"iban": IBANS[0], "holder": "امید"})
    first, second = BankAccount.objects.get(), bank_account_of(ours, iban=IBANS[1])
    client.post(to("bank_account_default", second.public_id))
    client.post(to("bank_account_remove", first.public_id))

    listed = client.get(to("bank_accounts")).content.decode()
    assert "iban" in wrong.context["form"].errors
    assert "iban" in twice.context["form"].errors
    assert (first.owner_kind, first.owner_ref) == ("market", ours.market.public_id)
    assert (now_of(first).removed_at is None, now_of(second).is_default) == (False, True)
    assert second.iban_mask in listed
    assert IBANS[1] not in listed


def test_a_market_without_leave_sets_up_no_gateway(ours):
    client = confirmed(desk_of(ours.owner))

    told = client.get(to("gateways")).content.decode()
    answer = client.post(to("gateway_enter", "sadad"), SADAD)

    assert to("gateway_add") not in told
    assert answer.status_code == 422
    assert Gateway.objects.of_owner("market", ours.market.public_id).count() == 0


def test_a_market_sets_up_its_own_gateway_and_no_secret_comes_back(ours):
    allow(ours)
    client = confirmed(desk_of(ours.owner))

    bare = client.post(to("gateway_enter", "sadad"), {**SADAD, "terminal_key": ""})
    client.post(to("gateway_enter", "sadad"), SADAD)
    gateway = Gateway.objects.of_owner("market", ours.market.public_id).get()
    shown = [client.get(to(name, gateway.slug)) for name in ("gateway", "gateway_edit", "gateway_renew")]

    assert "terminal_key" in bare.context["form"].errors
    assert (gateway.title_fa, gateway.max_amount) == ("درگاه ما", 50_000_000)
    assert not [secret for secret in ("m-777", "t-888", "k-999") for page in shown if secret in page.content.decode()]
    assert to("gateway_enter", "sadad") not in client.get(to("gateway_add")).content.decode()


def test_a_market_changes_renews_and_closes_its_gateway(ours):
    allow(ours)
    client, gateway = confirmed(desk_of(ours.owner)), gateway_of(ours)

    crossed = client.post(to("gateway_edit", gateway.slug), {**SADAD, "max_amount": "5"})
    client.post(to("gateway_edit", gateway.slug), SADAD)
    client.post(to("gateway_renew", gateway.slug), {"terminal_key": "new-key"})
    open_then = now_of(gateway).is_active
    client.post(to("gateway_close", gateway.slug))

    assert "max_amount" in crossed.context["form"].errors
    assert gateway.title_fa == "درگاه ما"
    assert json.loads(gateway.credentials)["terminal_key"] == "new-key"
    assert (open_then, now_of(gateway).is_active) == (True, False)
    assert AuditEntry.objects.filter(action="gateway.changed").count() == 3


@pytest.mark.parametrize("name", ["gateway", "gateway_edit", "gateway_renew", "gateway_close"])
def test_another_markets_gateway_is_not_there(ours, theirs, name):
    client, gateway = confirmed(desk_of(ours.owner)), gateway_of(theirs)

    answers = client.get(to(name, gateway.slug)), client.post(to(name, gateway.slug), SADAD)

    assert [answer.status_code for answer in answers] in ([404, 404], [404, 405])
    assert now_of(gateway).is_active is True


def test_a_manager_reads_the_money_and_changes_nothing(ours):
    manager = confirmed(desk_of(make_member(ours.market, "manager")))
    account, gateway = bank_account_of(ours), gateway_of(ours)

    assert manager.get(to("gateway", gateway.slug)).status_code == 200
    assert manager.get(to("bank_account", account.public_id)).status_code == 200
    assert manager.post(to("bank_account_remove", account.public_id)).status_code == 403
    assert manager.post(to("gateway_close", gateway.slug)).status_code == 403


def test_staff_let_a_market_have_its_own_gateway_and_no_more(ours):
    desk = staff_desk_of(in_group(person(), "Administrators"))
    about = [ours.market.handle]

    desk.post(reverse("staff:market_gateway_allow", args=about))
    allowed = now_of(ours.market).may_have_own_gateway
    desk.post(reverse("staff:market_gateway_forbid", args=about))

    assert (allowed, now_of(ours.market).may_have_own_gateway) == (True, False)
    assert AuditEntry.objects.filter(action="market.own_gateway_allowed").count() == 1


def test_a_code_that_somebody_else_typed_in_this_browser_opens_nothing(ours):
    client = confirmed(desk_of(ours.owner))
    session = client.session
    session[CONFIRMED] = {**session[CONFIRMED], "by": ours.clerk.pk}
    session.save()

    assert client.post(to("bank_account_add"), {}).status_code == 403
