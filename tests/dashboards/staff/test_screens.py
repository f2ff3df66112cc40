"""Staff see and do what their groups allow, and every act is audited."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from commerce.earnings.payouts.models import Holiday
from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.flags.models import Flag
from commerce.foundation.flags.selectors import is_on
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.states import OPEN
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder
from dashboards.base.rows import RowGuard
from dashboards.staff.urls import urlpatterns
from tests.commerce.money.outgoing import a_sent_batch
from tests.dashboards.books import some_books
from tests.dashboards.debts import some_debts
from tests.dashboards.desk import in_group, staff_desk_of
from tests.dashboards.earned import statement_file_of, this_month
from tests.dashboards.papers import paper_of
from tests.dashboards.payouts import payout_of, run_of, terms_of_all
from tests.dashboards.refunding import some_refunds
from tests.dashboards.staff.purses import a_purse
from tests.dashboards.staff.receipts import a_receipt
from tests.dashboards.staff.rulings import some_rulings
from tests.factories import bearer, person, sara
from tests.factories.promotions import a_voucher
from tests.factories.sales import buy, place, refund_of

pytestmark = pytest.mark.django_db

REQUEST_SCREENS = ["refund_request", *(f"refund_request_{act}" for act in ("approve", "refuse", "withdraw"))]
QUERIES_OF_A_LIST = 13
LISTS = ["orders", "vendor_orders", "markets", "people", "payments", "refunds", "gateways", "flags", "audit"]


@pytest.fixture
def boss():
    return in_group(person(first_name="رئیس"), "Administrators")


@pytest.fixture
def desk(boss):
    return staff_desk_of(boss)


@pytest.fixture
def nobody():
    """Staff whose group lets them in and no further."""
    return staff_desk_of(in_group(person(), "Marketing editors"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def every_screen(shop):
    payment = Payment.objects.get(reference=shop.order.order.number)
    Flag.objects.get_or_create(name="new-cart")
    receipt = a_receipt()
    sent, purse = a_sent_batch(), a_purse()
    refunding = some_refunds(shop)
    books, rulings = some_books(), some_rulings()
    debts = some_debts(shop.market)
    ids = {
        "debt": [shop.market.handle],
        "debtbill_time": [debts.bill.public_id],
        "ladder": [debts.terms.public_id],
        "relief": [debts.relief.public_id],
        "account": [books.entry.postings.first().account_id],
        "difference": [books.file.rows.get().pk],
        "entry": [books.entry.pk],
        "export": [books.export.public_id],
        "kind": ["receipts"],
        "owner": ["platform", "platform"],
        "statement": [books.file.public_id],
        "voucher": [a_voucher().code],
        "wallet": [purse.wallet.public_id],
        "grant": [purse.grant.public_id],
        "card": [purse.batch.public_id],
        "card_void": [purse.card.public_id],
        "bank": [sent.account.public_id],
        "batch": [sent.batch.public_id],
        "format": [sent.batch.batch_format.slug],
        "remittance": [sent.remittance.public_id],
        "result": [sent.result_file.public_id],
        "order": [shop.order.order.number],
        "part": [shop.order.public_id],
        "market": [shop.market.handle],
        "person": [shop.clerk.public_id],
        "invoice": [paper_of(shop).public_id],
        "session": [shop.clerk.public_id, "x"],
        "payment": [payment.public_id],
        "gateway": [payment.gateway.slug],
        "gateway_enter": ["zibal"],
        "pay_into_account": [receipt.account.public_id],
        "transfer": [receipt.public_id],
        "chargeback": [refunding.chargeback.public_id],
        "refund_policy": [refunding.policy.public_id],
        "refund_reason": [refunding.reason.code],
        **{name: [refunding.request.public_id] for name in REQUEST_SCREENS},
        "refund": [refund_of(payment).public_id],
        "holiday": [Holiday.objects.latest("day").pk],
        "payout": [payout_of(shop).public_id],
        "payouts_now": [shop.market.handle],
        "payrun": [run_of(shop).public_id],
        "payterms_row": [terms_of_all().public_id],
        "payterms_lift": [terms_of_all().public_id],
        "flag": ["new-cart"],
        "settlement_file": [statement_file_of(shop).public_id],
        "settlement_market": [shop.market.handle],
        "settlement_pause": [shop.order.public_id],
        "settlement_resume": [shop.order.public_id],
        "settlement_sale": [shop.order.public_id],
        "settlement_statement": [shop.market.handle, this_month()],
        "settlement_statement_file": [shop.market.handle, this_month()],
        "market_plan": [shop.market.handle],
        "plan": [rulings.plan.slug],
        "rule": [rulings.rule.public_id],
        "rule_picks": ["markets"],
        "rule_restore": [rulings.removed],
        "simulator_picks": ["offers"],
        "tax_rate_confirm": [rulings.tax_rate.pk],
    }
    for pattern in urlpatterns:
        about = ids.get(pattern.name) or ids.get(pattern.name.split("_")[0], [])
        yield pattern.name, to(pattern.name, *(about if pattern.pattern.converters else []))


def test_every_staff_screen_asks_for_a_permission():
    unguarded = [p.name for p in urlpatterns if not issubclass(p.callback.view_class, RowGuard)]

    assert unguarded == ["home"]


def test_administrators_open_every_screen(ours, desk):
    answers = {name: desk.get(path).status_code for name, path in every_screen(ours)}

    assert {name for name, status in answers.items() if status != 200} == set()


def test_without_a_group_every_screen_is_refused(ours, nobody):
    answers = {name: nobody.get(path).status_code for name, path in every_screen(ours)}

    assert {name for name, status in answers.items() if status != 403} == {"home"}
    assert nobody.get(to("home")).context.get("today") is None


def test_without_a_group_no_form_is_taken(ours, nobody):
    answers = {name: nobody.post(path, {"reason": "x"}).status_code for name, path in every_screen(ours)}

    assert {name for name, status in answers.items() if status not in {403, 405}} == set()
    assert VendorOrder.objects.get(pk=ours.order.pk).status == "new"
    assert Market.objects.get(pk=ours.market.pk).status == "published"


@pytest.mark.parametrize(
    ("group", "open_lists"),
    [
        ("Support", {"orders", "vendor_orders", "markets", "people", "payments", "refunds"}),
        ("Finance approvers", {"orders", "vendor_orders", "markets", "payments", "refunds", "gateways", "audit"}),
        ("Administrators", set(LISTS)),
    ],
)
def test_a_group_opens_its_own_lists(group, open_lists):
    client = staff_desk_of(in_group(person(), group))

    assert {name for name in LISTS if client.get(to(name)).status_code == 200} == open_lists


@pytest.mark.parametrize("name", ["orders", "vendor_orders", "markets", "payments", "audit"])
def test_every_list_leaves_as_a_spreadsheet(ours, desk, name):
    body = b"".join(desk.get(to(name), {"export": "csv"}).streaming_content).decode()

    assert len(body.strip().splitlines()) >= 2 or name == "audit"


def test_orders_are_found_by_number_and_by_the_buyers_mobile(ours, desk):
    number = ours.order.order.number

    assert [o.number for o in desk.get(to("orders"), {"q": number}).context["object_list"]] == [number]
    assert [o.number for o in desk.get(to("orders"), {"q": "۰۹۳۵۰۰۰۰۰۰۱"}).context["object_list"]] == [number]
    assert list(desk.get(to("orders"), {"q": "09121111111"}).context["object_list"]) == []


def test_orders_are_narrowed_to_a_market(ours, theirs, desk):
    found = desk.get(to("orders"), {"market": "market-b"}).context["object_list"]
    parts = desk.get(to("vendor_orders"), {"market": "market-b"}).context["object_list"]

    assert [order.number for order in found] == [theirs.order.order.number]
    assert [part.pk for part in parts] == [theirs.order.pk]


def test_an_order_shows_its_parts_payments_and_address(ours, desk):
    page = desk.get(to("order", ours.order.order.number)).content.decode()

    assert ours.market.name in page
    assert ours.product.title in page
    assert "خیابان آزادی" in page
    assert to("payment", Payment.objects.get().public_id) in page


def test_a_market_is_suspended_for_a_reason_and_published_again(ours, desk):
    bare = desk.post(to("market_suspend", "market-a"), {"reason": ""})
    desk.post(to("market_suspend", "market-a"), {"reason": "شکایت"})
    suspended = Market.objects.get(pk=ours.market.pk).status
    desk.post(to("market_publish", "market-a"))

    assert bare.status_code == 422
    assert suspended == "suspended"
    assert Market.objects.get(pk=ours.market.pk).status == "published"


def test_a_person_is_shut_out_everywhere(ours, desk):
    client = bearer(ours.clerk)
    desk.post(to("person_deactivate", ours.clerk.public_id), {"reason": "تقلب"})

    entry = AuditEntry.objects.get(action="user.deactivated")
    assert User.objects.get(pk=ours.clerk.pk).is_active is False
    assert client.get("/api/v1/me/").status_code == 401
    assert (entry.subject_ref, entry.data) == (ours.clerk.public_id, {"reason": "تقلب"})


def test_a_device_is_signed_out(ours, desk):
    bearer(ours.clerk)
    session = ours.clerk.sessions.get()

    desk.post(to("session_end", ours.clerk.public_id, session.public_id))

    session.refresh_from_db()
    assert session.revoked_at is not None
    assert AuditEntry.objects.filter(action="user.session_ended").count() == 1


def test_a_session_that_is_not_there_is_told(ours, desk):
    answer = desk.post(to("session_end", ours.clerk.public_id, "none-such"))

    assert answer.status_code == 422


def test_a_person_joins_the_staff_but_never_the_superusers(desk):
    helper = person()

    desk.post(to("person_groups", helper.public_id), {"groups": ["Support"], "is_superuser": "on"})

    helper.refresh_from_db()
    assert (helper.is_staff, helper.is_superuser) == (True, False)
    assert AuditEntry.objects.filter(action="user.groups_set").count() == 1


def test_support_places_nobody_among_the_staff():
    helper = person()
    client = staff_desk_of(in_group(person(), "Support"))

    answer = client.post(to("person_groups", helper.public_id), {"groups": ["Administrators"]})

    helper.refresh_from_db()
    assert answer.status_code == 403
    assert helper.is_staff is False


def test_nobody_grants_more_than_they_have(boss, desk):
    rulers = Group.objects.create(name="Rulers")
    rulers.permissions.add(Permission.objects.get(codename="delete_user"))
    helper = person()

    answer = desk.post(to("person_groups", helper.public_id), {"groups": ["Rulers"]})

    helper.refresh_from_db()
    assert answer.status_code == 422
    assert helper.is_staff is False


def test_a_superuser_and_oneself_are_out_of_reach(boss, desk):
    root = person(is_staff=True, is_superuser=True)

    assert desk.post(to("person_deactivate", root.public_id), {"reason": "x"}).status_code == 403
    assert desk.post(to("person_groups", boss.public_id), {"groups": []}).status_code == 403
    assert User.objects.filter(is_active=True, pk__in=[root.pk, boss.pk]).count() == 2


def test_support_does_not_shut_staff_out(boss):
    client = staff_desk_of(in_group(person(), "Support"))

    assert client.post(to("person_deactivate", boss.public_id), {"reason": "x"}).status_code == 403


def test_a_flag_is_made_and_turned(desk):
    desk.post(to("flag_add"), {"name": "new-cart", "state": "off", "percent": "0"})
    off = is_on("new-cart")
    desk.post(to("flag", "new-cart"), {"state": "partial", "percent": "0", "people": "abc\ndef"})

    assert off is False
    assert Flag.objects.get().people == ["abc", "def"]
    assert AuditEntry.objects.filter(action="flag.set").count() == 2


def test_staff_deliver_for_a_market(ours, desk):
    VendorOrder.objects.filter(pk=ours.order.pk).update(status="shipped")

    desk.post(to("part_deliver", ours.order.public_id))

    assert VendorOrder.objects.get(pk=ours.order.pk).status == "delivered"


def test_the_palette_finds_for_staff_by_their_rights(ours, desk, nobody):
    wanted = {"q": ours.order.order.number}

    found = desk.get(reverse("desk:palette"), wanted).json()["hits"]

    assert to("order", ours.order.order.number) in [hit["url"] for hit in found]
    assert nobody.get(reverse("desk:palette"), wanted).json()["hits"] == []


@pytest.mark.parametrize("name", ["orders", "vendor_orders", "payments"])
def test_lists_cost_the_same_however_long(ours, desk, name, django_assert_max_num_queries):
    desk.get(to(name))
    for _time in range(3):
        buy(sara(), (ours.offer, 1))

    with django_assert_max_num_queries(QUERIES_OF_A_LIST):
        desk.get(to(name))


def test_asking_a_bank_that_does_not_answer_leaves_the_payment_open(ours, desk):
    placed = place(sara(), (ours.offer, 1))
    waiting = Payment.objects.filter(public_id=placed["payment"]["id"])
    waiting.update(status="redirected", authority="A" * 36)
    Gateway.objects.update(credentials='{"merchant_id": "00000000-0000-0000-0000-000000000000"}')

    answer = desk.post(to("payment_ask", placed["payment"]["id"]))

    assert answer.url == to("payment", placed["payment"]["id"])
    assert waiting.get().status in OPEN
    assert waiting.get().asks == 1


def test_a_payment_that_is_settled_offers_no_question(ours, desk):
    payment = Payment.objects.get()

    assert to("payment_ask", payment.public_id) not in desk.get(to("payment", payment.public_id)).content.decode()
