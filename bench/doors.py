"""The hot paths: what is asked, what is made ready before without being timed, and the budget of api.md."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.lines import Answer, Line
from bench.town import BANK, Town

SCREEN = "content/screens/?screen=home&app=shopper&platform=android&app_version=3.2"
ADDRESS = {
    "first_name": "سارا",
    "last_name": "محمدی",
    "mobile": "09350000001",
    "province": "tehran",
    "city": "tehran",
    "line": "خیابان آزادی، پلاک ۱۲",
    "postal_code": "1969833114",
}


@dataclass
class Caller:
    """One person at a door, with a taste of their own."""

    line: Line
    town: Town
    chance: Random
    handle: str = ""
    kept: str = ""

    def offers(self) -> list[str]:
        """Three of two markets."""
        one, two = self.chance.sample([offers for offers in self.town.offers if len(offers) > 1], 2)
        return [*self.chance.sample(one, 2), self.chance.choice(two)]


@dataclass(frozen=True)
class Door:
    name: str
    act: Callable[[Caller], Answer]
    status: int = 200
    before: Callable[[Caller], object] = lambda caller: None
    who: str = "anybody"  # or shopper, or vendor
    most_sql: int | None = None
    most_bytes: int | None = None


def by_category(caller: Caller) -> Answer:
    return caller.line.get(f"products/?category={caller.chance.choice(caller.town.categories)}")


def by_search(caller: Caller) -> Answer:
    return caller.line.get(f"products/?q={caller.chance.choice(caller.town.words)}")


def facets(caller: Caller) -> Answer:
    return caller.line.get(f"products/facets/?category={caller.chance.choice(caller.town.categories)}")


def product(caller: Caller) -> Answer:
    return caller.line.get(f"products/{caller.chance.choice(caller.town.products)}/")


def screen(caller: Caller) -> Answer:
    return caller.line.get(SCREEN)


def keep_screen(caller: Caller) -> None:
    caller.kept = caller.kept or screen(caller).etag


def same_screen(caller: Caller) -> Answer:
    return caller.line.get(SCREEN, **{"If-None-Match": caller.kept})


def cart(caller: Caller) -> Answer:
    return caller.line.get("cart/")


def fill_cart(caller: Caller) -> None:
    """Three lines of two markets."""
    caller.line.delete("cart/")
    for offer in caller.offers():
        added = _add(caller, offer)
    caller.kept = str(added.json["totals"]["payable"]["amount"])


def fill_cart_once(caller: Caller) -> None:
    if not caller.kept:
        fill_cart(caller)


def leave_room(caller: Caller) -> None:
    """Two lines, so that the next is the third."""
    caller.line.delete("cart/")
    *two, caller.kept = caller.offers()
    for offer in two:
        _add(caller, offer)


def add_line(caller: Caller) -> Answer:
    return _add(caller, caller.kept)


def check_out(caller: Caller) -> Answer:
    payment = {"method": "gateway", "gateway": BANK}
    return caller.line.post("checkout/", {"address": ADDRESS, "payment": payment, "client_total": int(caller.kept)})


def orders(caller: Caller) -> Answer:
    return caller.line.get("orders/")


def vendor_orders(caller: Caller) -> Answer:
    return caller.line.get(f"vendor/{caller.handle}/orders/")


def _add(caller: Caller, offer: str) -> Answer:
    return caller.line.post("cart/lines/", {"offer": offer, "quantity": 1})


DOORS = [
    Door("products of a category", by_category, most_sql=4, most_bytes=25_000),
    Door("products by search", by_search, most_sql=4, most_bytes=25_000),
    Door("facets of a category", facets),
    Door("product", product, most_sql=6, most_bytes=20_000),
    Door("home screen", screen, most_sql=3, most_bytes=40_000),
    Door("home screen, not changed", same_screen, 304, keep_screen, most_sql=0, most_bytes=0),
    Door("cart", cart, 200, fill_cart_once, "shopper", most_sql=8),
    Door("third line into the cart", add_line, 201, leave_room, "shopper", most_sql=14),
    Door("checkout of 3 lines, 2 markets", check_out, 201, fill_cart, "shopper", most_sql=45),
    Door("my orders", orders, who="shopper", most_sql=5),
    Door("orders of a market", vendor_orders, who="vendor", most_sql=5),
]
