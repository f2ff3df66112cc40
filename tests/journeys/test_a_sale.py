"""The main job: one cart from two markets, paid once at a bank's page, and each vendor sends its own part."""

from django.core.management import call_command

from commerce.foundation.accounts.models import User
from commerce.money.ledger.models import Posting
from commerce.shop.order.models import Order
from commerce.shop.partner.models import StockRecord
from tests.journeys.phone import ADDRESS, Browser, Phone


def test_a_shopper_buys_from_two_markets_and_both_send_their_part(town, world, bank, sara):
    # A guest looks around and fills a cart.
    found = sara.get("products/", q="چاي")["results"]
    assert [product["title"] for product in found] == ["چای بهاره"]
    sara.add(found[0]["offer"], 2)
    cart = sara.add(world.pot_offer.public_id)
    assert [group["market"]["handle"] for group in cart["groups"]] == ["tea-house", "pottery"]

    # To order she proves her number; the cart comes along.
    assert not User.objects.filter(mobile="+989121110001").exists()
    sara.sign_in()
    assert len(sara.get("cart/")["lines"]) == 2

    placed = sara.checkout()
    assert placed.status_code == 201, placed.text
    number, payment = placed.json()["order"]["number"], placed.json()["payment"]
    assert payment["amount"]["amount"] == 2 * 2_500_000 + 3_200_000
    assert payment["status"] == "created"

    # The vendors see nothing of it before it is paid.
    omid = Phone(town, "09121112001").sign_in("vendor")
    assert omid.get("vendor/tea-house/orders/")["results"] == []

    result = Browser().pay(payment["redirect_url"])
    assert result.status_code == 200
    assert number in result.text or "پرداخت" in result.text
    assert bank.attempts()[0]["state"] == "verified"

    order = sara.order(number)
    assert order["status"] == "paid"
    assert {part["status"] for part in order["vendor_orders"]} == {"new"}
    assert sara.get(f"payments/{payment['id']}/")["status"] == "captured"

    # Each vendor sees and sends only its own part.
    [seen] = omid.get("vendor/tea-house/orders/")["results"]
    detail = omid.get(f"vendor/tea-house/orders/{seen['id']}/")
    assert [line["title"] for line in detail["lines"]] == ["چای بهاره"]
    assert omid.post(f"vendor/tea-house/orders/{seen['id']}/accept/").status_code == 200
    sent = omid.post(f"vendor/tea-house/orders/{seen['id']}/ship/", {"carrier": "پست پیشتاز", "tracking": "1234567890"})
    assert sent.status_code in {200, 201}, sent.text
    assert omid.http.get("vendor/pottery/orders/").status_code == 404

    order = sara.order(number)
    assert order["status"] == "partly_shipped"
    tea = next(part for part in order["vendor_orders"] if part["market"]["handle"] == "tea-house")
    assert tea["parcels"][0]["tracking"] == "1234567890"

    # The books hold exactly what was paid, and the shelf is lighter by what was sold.
    assert StockRecord.objects.get(pk=world.tin_offer.pk).num_in_stock == 3
    assert sum(Posting.objects.filter(account__kind="gateway_clearing").values_list("amount", flat=True)) == 8_200_000
    assert sum(Posting.objects.filter(account__kind="receipts").values_list("amount", flat=True)) == 0
    call_command("ledger_check")


def test_checkout_asked_twice_with_one_key_places_one_order(world, sara):
    sara.sign_in().add(world.tin_offer.public_id)
    body = {
        "address": ADDRESS,
        "client_total": sara.get("cart/")["totals"]["payable"]["amount"],
        "payment": {"method": "gateway", "gateway": "zarinpal"},
    }

    answers = [sara.post("checkout/", body, key="the-same-key") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["order"]["number"] == answers[1].json()["order"]["number"]
    assert Order.objects.count() == 1
