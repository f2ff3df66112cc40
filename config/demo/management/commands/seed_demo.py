"""Demo data: believable by default, very much of it with --scale."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.shop.listing.services import rebuild_listing
from commerce.shop.markets.models import Market
from config.demo import home, orders, people, scale, shops, wallets


class Command(BaseCommand):
    help = "Make the demo data once: people, markets, products, orders in every state and a home page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", metavar="products=N,markets=N,orders=N", help="make a large set instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scale"]:
            scale.make(_sizes(options["scale"]), say=self.say)
            return
        if Market.objects.exists():
            people.make_logins()
            self.say("The demo data is there already; the logins are new.")
            return
        self.seed()

    def seed(self) -> None:
        self.say("Markets and categories")
        shops.grow_categories()
        opened = shops.open_markets()
        self.say("Products and their pictures")
        products = shops.fill_shelves(opened)
        rebuild_listing()
        self.say("Orders in every state")
        orders.sell(opened)
        self.say("Wallets")
        wallets.fill()
        self.say("The home page")
        home.build()
        self.say("Logins")
        people.make_logins()
        self.say(f"Done: {len(opened)} markets, {len(products)} products, {orders.count()} orders.")

    def say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()


def _sizes(text: str) -> dict[str, int]:
    wanted = {"products": 0, "markets": 0, "orders": 0}
    for part in text.split(","):
        name, _, number = part.partition("=")
        if name not in wanted or not number.isascii() or not number.isdigit():
            raise CommandError(f"--scale takes products=N,markets=N,orders=N; {part!r} is none of them.")
        wanted[name] = int(number)
    return wanted
