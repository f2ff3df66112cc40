"""Three markets and what they sell, through the services that vendors use."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Tenant
from commerce.shop.catalogue.drafts import ProductDraft, VariantDraft
from commerce.shop.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
)
from commerce.shop.catalogue.services import add_image, create_category
from commerce.shop.markets import services as markets
from commerce.shop.markets.models import Market, Membership
from commerce.shop.markets.policies import rights_of
from commerce.shop.partner.services import OfferDraft, offer_product, sell_new_product
from config.demo.people import VENDOR, Person, person
from config.demo.pictures import draw_picture
from config.demo.reading import read

OWNERS: list[Person] = [
    VENDOR,
    {"mobile": "+989120000012", "first_name": "فرناز", "last_name": "نقش"},
    {"mobile": "+989120000013", "first_name": "بهروز", "last_name": "پردازش"},
]
CLERK: Person = {"mobile": "+989120000014", "first_name": "مینا", "last_name": "انباردار"}


def open_markets() -> list[Market]:
    """The three markets, published, each with its owner; the first has a clerk too."""
    opened = [_market(known, person(owner)) for known, owner in zip(read("markets"), OWNERS, strict=True)]
    markets.add_member(actor=SYSTEM, tenant=owner_of(opened[0]), user=person(CLERK), role=Membership.Role.CLERK)
    return opened


def grow_categories() -> None:
    for branch in read("categories"):
        _category(branch["slug"], branch["name"])
        for leaf in branch["children"]:
            _category(leaf["slug"], leaf["name"], parent=branch["slug"])


def fill_shelves(opened: list[Market]) -> list[Product]:
    """Write and offer every product of the demo, with its pictures; some are offered by a second market too."""
    by_handle = {market.handle: market for market in opened}
    colours = {known["handle"]: known["colour"] for known in read("markets")}
    attributes = _attributes()
    made = {}
    for known in read("products"):
        product = _product(known, owner_of(by_handle[known["market"]]), attributes)
        _picture(product, owner_of(by_handle[known["market"]]), colours[known["market"]])
        made[product.title] = product
    for known in read("shared_offers"):
        _second_offer(known, made[known["title"]], owner_of(by_handle[known["market"]]))
    return list(made.values())


def owner_of(market: Market) -> Tenant:
    return Tenant(kind="market", ref=market.public_id, rights=rights_of(Membership.Role.OWNER))


def _market(known: dict[str, Any], owner: User) -> Market:
    market = markets.create_market(
        actor=SYSTEM, owner=owner, handle=known["handle"], name=known["name"], city=known["city"]
    )
    tenant = owner_of(market)
    texts = {name: known[name] for name in ("tagline", "description")}
    markets.update_profile(
        actor=SYSTEM,
        tenant=tenant,
        changes={**texts, "shipping_price": known["shipping"], "free_shipping_from": known["free_from"]},
    )
    market.refresh_from_db()
    _brand_pictures(market, known)
    markets.publish_market(actor=SYSTEM, market=market)
    return market


def _brand_pictures(market: Market, known: dict[str, Any]) -> None:
    logo = draw_picture(known["name"], colour=known["colour"], size=(400, 400), words=False)
    cover = draw_picture(known["tagline"], colour=known["colour"], size=(1600, 500), words=False)
    market.logo.save(f"{market.handle}.jpg", ContentFile(logo), save=False)
    market.cover.save(f"{market.handle}.jpg", ContentFile(cover), save=False)
    market.save(update_fields=["logo", "cover"])


def _category(slug: str, name: str, parent: str = "") -> None:
    if not Category.objects.filter(slug=slug).exists():
        create_category(actor=SYSTEM, name=name, slug=slug, parent=parent)


def _attributes() -> dict[str, dict[str, str]]:
    """For every attribute that variants differ by: the code of each value it offers."""
    offered: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for known in read("products"):
        if "variants" in known:
            attribute = known["variants"]["attribute"]
            names[attribute] = known["variants"]["name"]
            for row in known["variants"]["values"]:
                values = offered.setdefault(attribute, {})
                values.setdefault(row["value"], f"{attribute}-{len(values) + 1}")
    good = ProductClass.objects.get(slug="good")
    for code, values in offered.items():
        _attribute(good, code, names[code], values)
    return offered


def _attribute(good: ProductClass, code: str, name: str, values: dict[str, str]) -> None:
    group, _ = AttributeOptionGroup.objects.get_or_create(code=code, defaults={"name": name})
    for value, option in values.items():
        AttributeOption.objects.get_or_create(group=group, code=option, defaults={"option": value})
    ProductAttribute.objects.get_or_create(
        product_class=good,
        code=code,
        defaults={"name": name, "type": ProductAttribute.OPTION, "option_group": group},
    )


def _product(known: dict[str, Any], tenant: Tenant, attributes: dict[str, dict[str, str]]) -> Product:
    rows = known.get("variants", {}).get("values", [])
    attribute = known.get("variants", {}).get("attribute", "")
    draft = ProductDraft(
        title=known["title"],
        categories=[known["category"]],
        kind=known["kind"],
        description=known["description"],
        brand=known.get("brand", ""),
        variants=[
            VariantDraft(title=row["value"], attributes={attribute: attributes[attribute][row["value"]]})
            for row in rows
        ],
    )
    offers = [OfferDraft(price=row["price"], stock=row["stock"]) for row in rows]
    single = OfferDraft(price=known["price"], list_price=known.get("list_price"), stock=known["stock"])
    return sell_new_product(actor=SYSTEM, tenant=tenant, draft=draft, offers=offers or [single])


def _picture(product: Product, tenant: Tenant, colour: str) -> None:
    picture = BytesIO(draw_picture(product.title, colour=colour))
    picture.name = f"{product.public_id}.jpg"
    add_image(actor=SYSTEM, tenant=tenant, public_id=product.public_id, upload=picture)


def _second_offer(known: dict[str, Any], product: Product, tenant: Tenant) -> None:
    sold = product.children.order_by("pk").first() or product
    first = sold.stockrecords.get()
    price = int(first.price) + known["price_change"]
    offer_product(actor=SYSTEM, tenant=tenant, product=sold.public_id, price=price, stock=known["stock"])
