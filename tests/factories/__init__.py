"""Small worlds for tests, made by the services that people use."""

from tests.factories.goods import deliver_facts, make_attribute, make_category, make_offer, make_product, offer_of
from tests.factories.markets import make_market, make_member, tenant_of
from tests.factories.people import Phone, bearer, make_user, mina, new_mobile, omid, person, reza, sara

__all__ = [
    "Phone",
    "bearer",
    "deliver_facts",
    "make_attribute",
    "make_category",
    "make_market",
    "make_member",
    "make_offer",
    "make_product",
    "make_user",
    "mina",
    "new_mobile",
    "offer_of",
    "omid",
    "person",
    "reza",
    "sara",
    "tenant_of",
]
