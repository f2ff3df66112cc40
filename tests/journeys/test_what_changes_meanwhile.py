"""The cart is not the shelf: prices and stock move while a shopper decides, and rivals want the same thing."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from commerce.foundation.core.models import OutboxEvent
from commerce.shop.order.models import Order
from commerce.shop.partner.models import StockRecord
from tests.journeys.phone import ADDRESS, Browser, Phone
from tests.journeys.town import wait_for


def order_at(phone, total):
    body = {"address": ADDRESS, "client_total": total, "payment": {"method": "gateway", "gateway": "zarinpal"}}
    return phone.post("checkout/", body)


def test_a_price_that_moved_is_shown_before_anyone_pays_it(world, sara):
    sara.sign_in().add(world.tin_offer.public_id)
    seen = sara.get("cart/")["totals"]["payable"]["amount"]
    StockRecord.objects.filter(pk=world.tin_offer.pk).update(price=2_700_000)

    refused = order_at(sara, seen)

    assert refused.status_code == 409
    assert refused.json()["code"] == "price_changed"
    cart = refused.json()["cart"]
    assert cart["problems"][0]["code"] == "price_changed" or cart["lines"][0]["problems"][0]["code"] == "price_changed"
    assert Order.objects.count() == 0
    assert order_at(sara, cart["totals"]["payable"]["amount"]).status_code == 201


def test_what_was_sold_out_meanwhile_cannot_be_ordered(world, sara):
    sara.sign_in().add(world.tin_offer.public_id, 2)
    seen = sara.get("cart/")["totals"]["payable"]["amount"]
    StockRecord.objects.filter(pk=world.tin_offer.pk).update(num_in_stock=1)

    refused = order_at(sara, seen)

    assert refused.status_code == 409
    assert refused.json()["code"] == "out_of_stock"
    assert refused.json()["cart"]["lines"]


def test_fifty_shoppers_want_the_last_one_and_one_gets_it(town, world):
    StockRecord.objects.filter(pk=world.pot_offer.pk).update(num_in_stock=1)
    phones = [Phone(town, f"0912222{number:04}").sign_in() for number in range(50)]
    for phone in phones:
        phone.add(world.pot_offer.public_id)

    with ThreadPoolExecutor(50) as rivals:
        answers = list(rivals.map(lambda phone: order_at(phone, 3_200_000).status_code, phones))

    assert sorted(set(answers)) == [201, 409]
    assert answers.count(201) == 1
    assert StockRecord.objects.get(pk=world.pot_offer.pk).num_allocated == 1


def test_a_worker_killed_on_the_way_loses_and_doubles_nothing(town, world, sara):
    sara.sign_in().add(world.tin_offer.public_id)
    town.kill("worker")
    placed = sara.checkout().json()
    Browser().pay(placed["payment"]["redirect_url"])
    assert sara.order(placed["order"]["number"])["status"] == "paid"

    town.start("worker")
    OutboxEvent.objects.update(due_at=timezone.now())  # what the dead worker had begun falls due again
    for _ in range(2):
        town.run("sweep_outbox")
    wait_for(lambda: undelivered() == 0, what="the facts to be delivered")

    sold = sara.get("products/", sort="best_selling")["results"][0]
    assert sold["title"] == "چای بهاره"
    assert events_of("order.paid") == 1


def undelivered():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_outboxevent WHERE delivered_at IS NULL")
        return cursor.fetchone()[0]


def events_of(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_outboxevent WHERE name = %s", [name])
        return cursor.fetchone()[0]
