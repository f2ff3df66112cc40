import pytest

from tests.factories import bearer, make_market, make_product, make_user, offer_of


@pytest.fixture
def omid():
    """He sells tea."""
    return make_user(first_name="امید")


@pytest.fixture
def tea_house(omid):
    return make_market(omid, handle="tea-house", shipping_price=90_000)


@pytest.fixture
def tea(tea_house):
    return offer_of(make_product(tea_house, title="چای بهاره", price=250_000, stock=5))


@pytest.fixture
def pot():
    return offer_of(make_product(make_market(handle="pottery"), title="قوری", price=3_200_000))


@pytest.fixture
def sara():
    return make_user(first_name="سارا", last_name="محمدی")


@pytest.fixture
def shopper(sara):
    return bearer(sara)


@pytest.fixture
def seller(omid, tea_house):
    return bearer(omid, audience="vendor")
