"""Twenty people hold the last use of a voucher; one of them gets it."""

import pytest

from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.order.models import Order
from commerce.shop.voucher.models import Voucher, VoucherApplication
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.promotions import make_voucher
from tests.factories.sales import check_out, fill_cart, make_gateway
from tests.rivals.test_one_unit_of_stock import at_once

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 20


def carts_with(code, people):
    offer = offer_of(make_product(make_market(), price=1_000_000, stock=RIVALS * 2))
    clients = [bearer(person) for person in people]
    for client in clients:
        fill_cart(client, (offer, 1))
        assert client.post("/api/v1/cart/vouchers/", {"code": code}).status_code == 201
    return clients


@pytest.mark.parametrize("limit", ["promotion", "single use"])
def test_peer_bug_27_a_voucher_for_one_is_used_once(limit):
    make_gateway()
    make_voucher("ONCE", uses=1 if limit == "promotion" else None)
    if limit == "single use":
        Voucher.objects.update(usage=Voucher.SINGLE_USE)
    clients = carts_with("ONCE", [make_user() for _ in range(RIVALS)])

    answers = at_once([lambda client=client: check_out(client, client_total=900_000) for client in clients])

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201] + [409] * (RIVALS - 1)
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "price_changed"
    assert [problem["code"] for problem in refused["cart"]["problems"]] == ["voucher_used_up"]
    assert (Order.objects.count(), VoucherApplication.objects.count()) == (1, 1)
    promotion, voucher = ConditionalOffer.objects.get(), Voucher.objects.get()
    assert (promotion.num_applications, int(promotion.total_discount)) == (1, 100_000)
    assert (voucher.num_orders, int(voucher.total_discount)) == (1, 100_000)
