"""Every address of the dashboard stands in the access table, and every role is tried at every address."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from commerce.earnings.payouts.models import Holiday
from commerce.foundation.flags.models import Flag
from commerce.money.payments.models import Payment
from commerce.shop.markets.policies import rights_of
from dashboards.staff.groups import ENTER
from tests.commerce.money.outgoing import a_sent_batch
from tests.dashboards.access import OURS, WAGTAILS, audience_of, place_of
from tests.dashboards.books import some_books
from tests.dashboards.debts import some_debts
from tests.dashboards.desk import addresses, desk_of, staff_desk_of
from tests.dashboards.earned import statement_file_of, this_month
from tests.dashboards.papers import paper_of
from tests.dashboards.payouts import payout_of, run_of, terms_of_all
from tests.dashboards.refunding import some_refunds
from tests.dashboards.staff.purses import a_purse
from tests.dashboards.staff.receipts import a_receipt
from tests.dashboards.staff.rulings import some_rulings
from tests.dashboards.vendor.market_money import bank_account_of, gateway_of
from tests.factories import make_member, person
from tests.factories.promotions import a_voucher
from tests.factories.sales import refund_of

pytestmark = pytest.mark.django_db

STOCK = sorted((name, path) for name, path in addresses() if name not in OURS and "/login/" not in path)
# A form that is not there, a method that is not there: nothing was shown and nothing done.
REQUEST_SCREENS = [name for name in OURS if name.startswith("staff:refund_request") and name[-1] != "s"]
SHUT = {302, 401, 403, 404, 405}


def paths_about(shop: Any) -> dict[str, str]:
    """The address of every screen of ours, about rows of one shop."""
    Flag.objects.get_or_create(name="new-cart")
    payment = Payment.objects.select_related("gateway").get(reference=shop.order.order.number)
    receipt = a_receipt()
    sent, purse = a_sent_batch(), a_purse()
    refunding = some_refunds(shop)
    books, rulings = some_books(), some_rulings()
    debts = some_debts(shop.market)
    rows = {
        "staff:debt": [shop.market.handle],
        "staff:debtbill_time": [debts.bill.public_id],
        "staff:ladder": [debts.terms.public_id],
        "staff:relief": [debts.relief.public_id],
        "staff:account": [books.entry.postings.first().account_id],
        "staff:difference": [books.file.rows.get().pk],
        "staff:entry": [books.entry.pk],
        "staff:export": [books.export.public_id],
        "staff:kind": ["receipts"],
        "staff:owner": ["platform", "platform"],
        "staff:statement": [books.file.public_id],
        "staff:card": [purse.batch.public_id],
        "staff:card_void": [purse.card.public_id],
        "staff:grant": [purse.grant.public_id],
        "staff:voucher": [a_voucher().code],
        "staff:wallet": [purse.wallet.public_id],
        "staff:bank": [sent.account.public_id],
        "staff:batch": [sent.batch.public_id],
        "staff:format": [sent.batch.batch_format.slug],
        "staff:remittance": [sent.remittance.public_id],
        "staff:result": [sent.result_file.public_id],
        "staff:settlement_file": [statement_file_of(shop).public_id],
        "staff:settlement_market": [shop.market.handle],
        "staff:settlement_pause": [shop.order.public_id],
        "staff:settlement_resume": [shop.order.public_id],
        "staff:settlement_sale": [shop.order.public_id],
        "staff:settlement_statement": [shop.market.handle, this_month()],
        "staff:settlement_statement_file": [shop.market.handle, this_month()],
        "vendor:earnings_file": [statement_file_of(shop).public_id],
        "staff:holiday": [Holiday.objects.latest("day").pk],
        "staff:payout": [payout_of(shop).public_id],
        "staff:payouts_now": [shop.market.handle],
        "staff:payrun": [run_of(shop).public_id],
        "staff:payterms_row": [terms_of_all().public_id],
        "staff:payterms_lift": [terms_of_all().public_id],
        "vendor:payout": [payout_of(shop).public_id],
        "vendor:sale": [shop.order.public_id],
        "vendor:statement": [this_month()],
        "desk:language": ["en"],
        "staff:flag": ["new-cart"],
        "staff:market_plan": [shop.market.handle],
        "staff:plan": [rulings.plan.slug],
        "staff:rule": [rulings.rule.public_id],
        "staff:rule_picks": ["markets"],
        "staff:rule_restore": [rulings.removed],
        "staff:simulator_picks": ["offers"],
        "staff:tax_rate_confirm": [rulings.tax_rate.pk],
        "vendor:simulator_picks": ["offers"],
        "staff:gateway": [payment.gateway.slug],
        "staff:gateway_enter": ["zibal"],
        "staff:pay_into_account": [receipt.account.public_id],
        "staff:transfer": [receipt.public_id],
        "staff:market": [shop.market.handle],
        "staff:order": [shop.order.order.number],
        "staff:part": [shop.order.public_id],
        "staff:payment": [payment.public_id],
        "staff:person": [shop.clerk.public_id],
        "staff:chargeback": [refunding.chargeback.public_id],
        "staff:refund_policy": [refunding.policy.public_id],
        "staff:refund_reason": [refunding.reason.code],
        **{name: [refunding.request.public_id] for name in REQUEST_SCREENS},
        "vendor:refund": [refunding.request.public_id],
        "staff:refund": [refund_of(payment).public_id],
        "staff:session": [shop.clerk.public_id, "none-such"],
        "vendor:bank": [bank_account_of(shop).public_id],
        "staff:invoice": [paper_of(shop).public_id],
        "vendor:invoice": [paper_of(shop).public_id],
        "vendor:gateway": [gateway_of(shop).slug],
        "vendor:gateway_enter": ["zibal"],
        "vendor:image": [shop.product.public_id, shop.image.public_id],
        "vendor:images": [shop.product.public_id],
        "vendor:offer": [shop.offer.public_id],
        "vendor:order": [shop.order.public_id],
        "vendor:product": [shop.product.public_id],
        "vendor:variant_add": [shop.parent.public_id],
        "vendor:variant": [shop.parent.public_id, shop.variant.public_id],
    }
    without_rows = {
        "staff:holiday_add",
        "vendor:payout_early",
        "vendor:bank_account_add",
        "staff:ladder_add",
        "vendor:bank_accounts",
        "vendor:gateway_add",
        "staff:bank_accounts",
        "staff:card_batch_add",
        "staff:card_batches",
        "staff:flag_add",
        "staff:format_add",
        "staff:gateway_add",
        "staff:invoice_series",
        "staff:plan_add",
        "staff:rule_add",
        "staff:rule_history",
        "staff:statement_upload",
        "staff:refund_policies",
        "staff:refund_policy_add",
        "staff:refund_reason_add",
        "staff:refund_reasons",
        "staff:refund_requests",
        "staff:voucher_add",
        "vendor:product_add",
    }
    return {
        name: reverse(name, args=None if name in without_rows else rows.get(name) or rows.get(name.split("_")[0]))
        for name in OURS
    }


def asking(audience: str, shop: Any) -> dict[str, str]:
    return {name: path for name, path in paths_about(shop).items() if OURS[name].split(":")[0] == audience}


def opened(client: Client, paths: Any) -> list[tuple[str, int]]:
    """Which of the addresses showed something or took something."""
    found = []
    # The guard answers a script in few words, by the same decision.
    quick = {"X-Requested-With": "XMLHttpRequest"}
    for name, path in paths:
        for answer in (client.get(path, headers=quick), client.post(path, headers=quick)):
            if answer.status_code not in SHUT:
                found.append((name, answer.status_code))
    return found


def staff_with(*permissions: str) -> Client:
    """Somebody in a group that may enter and do just this."""
    group = Group.objects.create(name=f"only {' '.join(permissions)}")
    for permission in (ENTER, *permissions):
        app, _dot, codename = permission.partition(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    clerk = person(is_staff=True)
    clerk.groups.add(group)
    return staff_desk_of(clerk)


def test_the_table_and_the_resolver_name_the_same_addresses() -> None:
    named = {place_of(name) for name, _path in addresses() if not name.startswith("door:")}

    assert named - set(OURS) - set(WAGTAILS) == set()
    assert set(OURS) | set(WAGTAILS) == named


def test_a_visitor_is_shown_the_door_and_nothing_else(ours: Any) -> None:
    closed = [(name, path) for name, path in STOCK if audience_of(name) != "anybody"]

    assert opened(Client(), closed) == []
    assert opened(Client(), paths_about(ours).items()) == []


def test_a_shopper_is_shown_the_door_and_nothing_else(ours: Any) -> None:
    sara = desk_of(person())
    closed = [(name, path) for name, path in STOCK if audience_of(name) != "anybody"]

    assert opened(sara, closed) == []
    assert opened(sara, paths_about(ours).items()) == []


def test_a_vendor_has_none_of_wagtails_screens_and_none_of_the_staffs(ours: Any) -> None:
    omid = desk_of(ours.owner)
    closed = [(name, path) for name, path in STOCK if audience_of(name) not in {"anybody", "works"}]

    assert opened(omid, closed) == []
    assert opened(omid, asking("staff", ours).items()) == []


def test_an_owner_opens_every_screen_of_the_market(ours: Any) -> None:
    omid = desk_of(ours.owner)

    answers = {name: omid.get(path).status_code for name, path in asking("vendor", ours).items()}

    assert {name: status for name, status in answers.items() if status != 200} == {}


def test_a_clerk_opens_what_the_role_may_and_is_refused_the_rest(ours: Any) -> None:
    mina, rights = desk_of(ours.clerk), rights_of("clerk")

    for name, path in asking("vendor", ours).items():
        right = OURS[name].partition(":")[2]
        expected = 200 if not right or right in rights else 403
        assert (name, mina.get(path).status_code) == (name, expected)
        if expected == 403:
            assert (name, mina.post(path).status_code) == (name, 403)


@pytest.mark.parametrize("role", ["clerk", "manager"])
def test_another_markets_people_find_no_row_of_this_one(ours: Any, theirs: Any, role: str) -> None:
    reza = desk_of(make_member(theirs.market, role))
    shown = {"vendor:home", "vendor:orders", "vendor:products", "vendor:product_add"}
    shown |= {"vendor:simulator", "vendor:simulator_picks"}
    shown |= {"vendor:debts", "vendor:debt_bills"}
    shown |= {"vendor:refunds", "vendor:money", "vendor:entries", "vendor:gateways", "vendor:bank_accounts"}

    shown |= {"vendor:sales", "vendor:sales_file", "vendor:statements", "vendor:statement", "vendor:statement_file"}
    shown |= {"vendor:payouts"}
    shown |= {"vendor:earnings_files"}
    shown |= {"vendor:invoices", "vendor:tax_profile"}

    for name, path in asking("vendor", ours).items():
        if name not in shown:
            assert (name, reza.get(path).status_code) in {(name, 403), (name, 404)}
            assert (name, reza.post(path).status_code) in {(name, 403), (name, 404)}
        else:
            assert ours.product.title not in reza.get(path).content.decode()


def test_staff_without_rights_are_refused_every_screen(ours: Any) -> None:
    clerk = staff_with()
    closed = [(name, path) for name, path in STOCK if audience_of(name) not in {"anybody", "works"}]

    assert opened(clerk, closed) == []
    assert opened(clerk, asking("vendor", ours).items()) == []
    for name, path in asking("staff", ours).items():
        if name != "staff:home":
            assert (name, clerk.get(path).status_code, clerk.post(path).status_code) in {
                (name, 403, 403),
                (name, 403, 405),
            }


@pytest.mark.parametrize("right", sorted({audience.partition(":")[2] for audience in OURS.values()}))
def test_one_right_opens_its_own_screens_and_no_others(ours: Any, right: str) -> None:
    if "." not in right or right in rights_of("owner"):
        return
    clerk = staff_with(right)

    for name, path in asking("staff", ours).items():
        if name != "staff:home":
            expected = 200 if OURS[name] == f"staff:{right}" else 403
            assert (name, clerk.get(path).status_code) == (name, expected)


def test_staff_without_the_second_factor_open_nothing(ours: Any) -> None:
    boss = desk_of(person(is_staff=True, is_superuser=True))
    closed = [(name, path) for name, path in STOCK if audience_of(name) != "anybody"]

    assert opened(boss, closed) == []
    assert opened(boss, paths_about(ours).items()) == []


def test_what_groups_may_do_is_for_superusers_alone(ours: Any) -> None:
    administrator, boss = staff_with("auth.change_group"), staff_desk_of(person(is_staff=True, is_superuser=True))

    assert administrator.get("/dashboard/groups/").status_code == 404
    assert boss.get("/dashboard/groups/").status_code == 200
